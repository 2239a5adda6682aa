import underPressure from '@fastify/under-pressure'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyContextConfig {
    pressureHandler?: () => void
  }
}

/** The `config` of a route that answers however busy the server is: it tells balancers and people who look after it. */
export const answersAlways = { pressureHandler: () => {} }

/** In milliseconds. No delay is too long where the longest is 0. */
export interface PressureLimits {
  maximumDelay: number
  watch: number
}

/**
 * When turns of the event loop take this long on average, whoever asks would wait many times that: the server says so
 * at once, and the balancer asks another. Watched over a while, since one long turn (a large answer of the embedded
 * database) is no reason to refuse people; nor are some in a row, where a first start fills that database and other programs want
 * the processor too.
 */
const limits: PressureLimits = { maximumDelay: 3000, watch: 5000 }

/** Answers 503 while the server cannot keep up; figures in milliseconds. */
export const pressure = fp<Partial<PressureLimits>>(
  async (app, options) => {
    const { maximumDelay, watch } = { ...limits, ...options }
    await app.register(underPressure, {
      maxEventLoopDelay: maximumDelay,
      sampleInterval: watch,
      retryAfter: 5,
    })
  },
  { name: 'pressure', dependencies: ['problems'] },
)
