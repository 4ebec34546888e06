/** An application that writes nothing of its own. */
export const commands = {};
