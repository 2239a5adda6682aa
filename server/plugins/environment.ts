import fp from 'fastify-plugin'
import type { Environment } from '../environment.ts'

declare module 'fastify' {
  interface FastifyInstance {
    environment: Environment
  }
}

/** The settings, for plugins and routes. */
export const environment = fp<{ settings: Environment }>(
  async (app, { settings }) => {
    app.decorate('environment', settings)
  },
  { name: 'environment' },
)
