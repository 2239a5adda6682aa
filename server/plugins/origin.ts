import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether a request that says it comes from this origin may change things; one without an origin is no page. */
    allowsOrigin(origin: string | undefined): boolean
  }
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]']

/** Pages of other sites may not speak in the name of a person who is signed in here. */
export const origin = fp(
  async app => {
    const { publicUrl, production } = app.environment
    const own = new URL(publicUrl).origin

    app.decorate('allowsOrigin', from => {
      if (from === undefined || from === own) return true
      // On one's own machine the address is typed in several ways.
      return !production && URL.canParse(from) && LOCAL_NAMES.includes(new URL(from).hostname)
    })

    app.addHook('onRequest', async (request, reply) => {
      const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
      if (changes && !app.allowsOrigin(request.headers.origin)) return reply.refuse('origin-refused')
      return undefined
    })
  },
  { name: 'origin', dependencies: ['environment', 'problems'] },
)
