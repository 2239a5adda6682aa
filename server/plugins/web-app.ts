import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import fp from 'fastify-plugin'

const root = fileURLToPath(new URL('../../web/build/', import.meta.url))

/** The hashes of the page's own start-up script, as the build wrote them into its policy. */
function scriptSources(index: string): string[] {
  const policy = /http-equiv="content-security-policy" content="([^"]*)"/i.exec(index)?.[1] ?? ''
  const sources = /script-src ([^;]*)/.exec(policy)?.[1] ?? "'self'"
  return sources.replaceAll('&#39;', "'").trim().split(/\s+/)
}

/**
 * The built web app, its pages answered by one document, under a policy without inline scripts. Without a build (the
 * API alone, as tests use it) pages answer like anything that does not exist.
 */
export const webApp = fp(
  async app => {
    const built = existsSync(`${root}index.html`)
    const scripts = built ? scriptSources(readFileSync(`${root}index.html`, 'utf8')) : ["'self'"]
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'script-src': scripts,
          // Components place themselves by style attributes; no script can come in this way.
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:'],
          'connect-src': ["'self'"],
          'frame-ancestors': ["'none'"],
          'base-uri': ["'self'"],
          'form-action': ["'self'"],
          'object-src': ["'none'"],
        },
      },
      hsts: app.environment.production && app.environment.publicUrl.startsWith('https:'),
    })
    if (built) {
      await app.register(fastifyStatic, {
        root,
        wildcard: false,
        setHeaders: (reply, path) => {
          const forever = path.includes('/_app/immutable/')
          reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
    }
    app.setNotFoundHandler((request, reply) => {
      const page = request.method === 'GET' && !request.url.startsWith('/api/')
      return built && page ? reply.sendFile('index.html') : reply.refuse('not-found')
    })
  },
  { name: 'web-app', dependencies: ['problems', 'environment'] },
)
