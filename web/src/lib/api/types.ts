import type { paths } from './schema.d.ts'

/** The JSON that a path answers: `Reply<'/api/session', 'get'>`. Status 200 where none is named. */
export type Reply<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number = 200,
> = paths[Path][Method] extends { responses: Record<Status, { content: { 'application/json': infer Body } }> }
  ? Body
  : never

/** The JSON that a path is sent: `Sent<'/api/organisations', 'post'>`. */
export type Sent<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : never
