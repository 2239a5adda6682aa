import fp from 'fastify-plugin'
import { type FileStore, openFileStore } from '../files/store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    files: FileStore
  }
}

/** The store of documents, never below what is served to browsers. */
export const files = fp(
  async app => {
    app.decorate('files', await openFileStore(app.environment.filesUrl))
  },
  { name: 'files', dependencies: ['environment'] },
)
