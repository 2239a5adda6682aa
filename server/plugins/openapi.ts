import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'

/** The API described by its own routes, at `/api/openapi.json`, with a page to read at `/api/docs`. */
export const openapi = fp(
  async app => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Maillage',
          version: '0.1.0',
          description:
            'Which firms, alone or together, could make what a region needs. Errors are RFC 9457 problems. Programs call with a key of their organisation, made by an owner: `Authorization: Bearer mlg_…`.',
        },
        components: {
          securitySchemes: {
            key: { type: 'http', scheme: 'bearer', description: 'A key of an organisation' },
            session: { type: 'apiKey', in: 'cookie', name: 'maillage.session_token' },
          },
        },
        security: [{}, { key: [] }, { session: [] }],
      },
    })
    await app.register(swaggerUi, { routePrefix: '/api/docs' })
    app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  },
  { name: 'openapi' },
)
