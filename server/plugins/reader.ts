import fp from 'fastify-plugin'
import { createReader, type Reader } from '../reader/reader.ts'

declare module 'fastify' {
  interface FastifyInstance {
    reader: Reader
  }
}

/** What reads the texts and files of people, in a thread that ends with the server, or with the catalogue whose words it knows. */
export const reader = fp(
  async app => {
    const readers = app.revisions.derive(
      ({ catalogue }) => createReader(catalogue),
      reader => reader.close(),
    )
    app.decorate('reader', { getter: () => readers.here })
  },
  { name: 'reader', dependencies: ['engine'] },
)
