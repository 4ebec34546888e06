/** The parts of two packages that a peer uses; neither is installed with Roster. */
declare module "express" {
  export interface Request {
    readonly params: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
    readonly body: unknown;
  }

  export interface Response {
    status(status: number): Response;
    location(path: string): Response;
    json(value: unknown): void;
  }

  export type Handler = (request: Request, response: Response) => void;
  export type Middleware = (request: Request, response: Response, next: (error?: unknown) => void) => void;
  export type ErrorRequestHandler = (
    error: { readonly status?: number; readonly message: string; readonly errors?: unknown },
    request: Request,
    response: Response,
    next: (error?: unknown) => void,
  ) => void;

  export interface Application {
    use(middleware: Middleware | readonly Middleware[] | ErrorRequestHandler): void;
    get(path: string, handler: Handler): void;
    post(path: string, handler: Handler): void;
    listen(port: number, host: string): void;
  }

  interface Express {
    (): Application;
    json(): Middleware;
  }

  const express: Express;
  export default express;
}

declare module "express-openapi-validator" {
  import type { Middleware } from "express";

  export interface Options {
    readonly apiSpec: string;
    readonly validateRequests: boolean;
    readonly validateSecurity: {
      readonly handlers: Readonly<
        Record<string, (request: { readonly headers: Readonly<Record<string, string>> }) => boolean>
      >;
    };
  }

  export const middleware: (options: Options) => readonly Middleware[];
}
