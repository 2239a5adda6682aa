import type { FastifyRequest } from 'fastify'

/**
 * How the server keeps its log. A request is named by its route: addresses hold the secrets of links, and queries what
 * people look for. Of a database error the statement, its values and the row at fault stay out: they are people's.
 */
export function logOptions(level: string) {
  return {
    level,
    serializers: {
      req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions.url ?? null }),
    },
    redact: {
      paths: ['detail', 'where', 'query', 'params', 'parameters'].flatMap(name => [
        `err.${name}`,
        `err.cause.${name}`,
      ]),
      remove: true,
    },
  }
}
