/** The numbers of the directory's locks, which never change (`hold`). */
export const locks = { contacts: 2, data: 3 } as const;
