import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { answersAlways } from './pressure.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Where the plugins of this server put what they count; prefix `maillage_`. */
    metrics: Registry
  }
}

/** Memory, processor and event loop are those of the process, however many servers it holds. */
const ofProcess = new Registry()
collectDefaultMetrics({ register: ofProcess })

/** The pattern a request was answered by, so that no id, no secret and no stranger's path becomes a label. */
function routeOf({ routeOptions }: FastifyRequest): string {
  const route = routeOptions.url
  if (route === undefined) return 'none'
  return /^\/(api|health|metrics)/.test(route) ? route : 'page'
}

/**
 * `/metrics`, for Prometheus: the process, request durations by route and status, and what each plugin counts. It holds
 * figures of the server and none of people or organisations; still, a proxy should keep it inside.
 */
export const metrics = fp(
  async app => {
    const registry = new Registry()
    const durations = new Histogram({
      name: 'maillage_request_seconds',
      help: 'How long requests took, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    })
    app.decorate('metrics', registry)
    app.addHook('onResponse', async (request, reply) => {
      const labels = { method: request.method, route: routeOf(request), status: reply.statusCode }
      durations.observe(labels, reply.elapsedTime / 1000)
    })
    app.get(
      '/metrics',
      { schema: { hide: true }, config: answersAlways, logLevel: 'silent' },
      async (_request, reply) => {
        reply.type(registry.contentType)
        return Registry.merge([ofProcess, registry]).metrics()
      },
    )
  },
  { name: 'metrics' },
)
