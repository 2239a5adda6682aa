/** Where the bytes of documents are: a folder outside of what is served, or a bucket. Each has the id of its row. */
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

export interface FileStore {
  /** Writes a file whole; one of the same id is replaced. */
  put(id: string, bytes: Uint8Array): Promise<void>
  /** The bytes of a file. Throws where there is none. */
  read(id: string): Promise<Uint8Array>
  /** Deletes a file; one that is not there is no error. */
  remove(id: string): Promise<void>
}

/** Files are spread over 256 folders, by the end of their ids, which is drawn at random. */
const keyOf = (id: string) => `${id.slice(-2)}/${id}`

/** Opens the store that an address names: an absolute folder, or `s3://KEY:SECRET@HOST/BUCKET?region=REGION`. */
export async function openFileStore(filesUrl: string): Promise<FileStore> {
  const disk = new Disk(filesUrl.startsWith('s3') ? await bucketOf(filesUrl) : folderOf(filesUrl))
  return {
    put: (id, bytes) => disk.put(keyOf(id), bytes),
    read: id => disk.getBytes(keyOf(id)),
    remove: id => disk.delete(keyOf(id)),
  }
}

const folderOf = (location: string) => new FSDriver({ location, visibility: 'private' })

/** The driver of buckets comes with a large library: it is loaded where it is used. */
async function bucketOf(filesUrl: string) {
  const { S3Driver } = await import('flydrive/drivers/s3')
  const url = new URL(filesUrl)
  return new S3Driver({
    endpoint: `${url.protocol === 's3+http:' ? 'http' : 'https'}://${url.host}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    credentials: {
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    },
    bucket: url.pathname.slice(1),
    forcePathStyle: true,
    supportsACL: false,
    visibility: 'private',
  })
}
