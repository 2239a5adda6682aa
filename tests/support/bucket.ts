import { createServer } from 'node:http'

/** A bucket that speaks as much of S3 as documents need: put, get and delete of one object. */
export interface Bucket {
  /** As `FILES_URL` names it. */
  url: string
  /** Keys that it holds. */
  keys(): string[]
  close(): Promise<void>
}

/** Opens a bucket on this machine. Whoever sends no signature is refused. */
export async function openBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const key = (request.url ?? '').split('?', 1)[0] ?? ''
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
        return response.writeHead(403).end()
      if (request.method === 'PUT') objects.set(key, Buffer.concat(chunks))
      if (request.method === 'DELETE') objects.delete(key)
      const found = objects.get(key)
      if (request.method === 'GET') return response.writeHead(found ? 200 : 404).end(found)
      return response.writeHead(request.method === 'DELETE' ? 204 : 200).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the bucket has no port')
  return {
    url: `s3+http://key:secret@127.0.0.1:${address.port}/papers?region=fr-par`,
    keys: () => [...objects.keys()],
    close: () => new Promise((resolve, reject) => server.close(error => (error ? reject(error) : resolve()))),
  }
}
