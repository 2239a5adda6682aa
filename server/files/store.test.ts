import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBucket } from '../../tests/support/bucket.ts'
import { newId } from '../ids.ts'
import { openFileStore } from './store.ts'

const bytes = Buffer.from([0, 1, 2, 250])

test('a folder keeps files until they are removed, once or twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-files-'))
  const store = await openFileStore(folder)
  const id = newId()
  await store.put(id, bytes)
  expect(Buffer.from(await store.read(id))).toEqual(bytes)
  expect(await readdir(join(folder, id.slice(-2)))).toEqual([id])
  await store.remove(id)
  await store.remove(id)
  await expect(store.read(id)).rejects.toThrow(id)
  await rm(folder, { recursive: true })
})

test('a bucket does the same', async () => {
  const bucket = await openBucket()
  const store = await openFileStore(bucket.url)
  const id = newId()
  await store.put(id, bytes)
  expect(bucket.keys()).toEqual([`/papers/${id.slice(-2)}/${id}`])
  expect(Buffer.from(await store.read(id))).toEqual(bytes)
  await store.remove(id)
  await store.remove(id)
  expect(bucket.keys()).toEqual([])
  await bucket.close()
})
