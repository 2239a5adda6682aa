import fp from 'fastify-plugin'
import { createReader, type Reader } from '../reader/reader.ts'

declare module 'fastify' {
  interface FastifyInstance {
    reader: Reader
  }
}

/** What reads the texts and files of people, in a thread that ends with the server. */
export const reader = fp(
  async app => {
    const created = createReader(app.catalogue)
    app.decorate('reader', created)
    app.addHook('onClose', () => created.close())
  },
  { name: 'reader', dependencies: ['engine'] },
)
