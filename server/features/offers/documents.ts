import { createHash } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import type { SealedDocument } from '@maillage/db/tables/offers.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { Value } from 'typebox/value'
import { Type } from 'typebox'
import type { FileStore } from '../../files/store.ts'
import { newId } from '../../ids.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { openFile, sealFile } from '../../sealing/sealed-file.ts'
import type { OfferInput, UploadedDocument } from './schemas.ts'

/** Documents of one firm in one tender that wait to be taken along: more than anybody needs, and no way to fill a disk. */
const MOST_WAITING = 40

const said = {
  gone: {
    fr: 'Ce fichier n’est plus là, ou n’est pas de vous : déposez-le de nouveau.',
    en: 'This file is no longer here, or is not yours: send it again.',
  },
} satisfies Record<string, Text>

/** Where documents are, and what is known of them. */
export interface Shelf {
  db: Kysely<DB>
  files: FileStore
}

interface Owned {
  id: string
  tenderId: string
  organisationId: string
}

/** What an encrypted file is bound to: it opens in the tender it was sent for, as this firm's, and nowhere else. */
const contextOf = ({ id, tenderId, organisationId }: Owned) =>
  `tender ${tenderId} bidder ${organisationId} document ${id}`

const HeaderSchema = Type.Object({ name: Type.String(), mediaType: Type.String() })
type Header = { name: string; mediaType: string }
/** The header goes before the file, in so many bytes. */
const LENGTH_BYTES = 4

/** A file with what it is called and what it is, as it is encrypted: a name may say as much as a page. */
function packed(header: Header, bytes: Buffer): Buffer {
  const head = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, bytes])
}

function unpacked(plain: Buffer): Header & { bytes: Buffer } {
  const end = LENGTH_BYTES + plain.readUInt32BE(0)
  const header = Value.Parse(HeaderSchema, JSON.parse(plain.subarray(LENGTH_BYTES, end).toString()))
  return { ...header, bytes: plain.subarray(end) }
}

/**
 * Keeps a document that goes with an offer, encrypted under a new key that is told to its sender alone. Its row is there before its
 * bytes and says that they arrive; a server that dies between leaves a row that the clean-up finds.
 */
export async function keepSealed(
  { db, files }: Shelf,
  { tenderId, organisationId, actor }: Omit<Owned, 'id'> & { actor: string },
  { name, mediaType, bytes }: Header & { bytes: Buffer },
): Promise<UploadedDocument | Refusal> {
  const { waiting } = await db
    .selectFrom('offerDocument')
    .select(document => document.fn.countAll<number>().as('waiting'))
    .where('tenderId', '=', tenderId)
    .where('organisationId', '=', organisationId)
    .where('offerId', 'is', null)
    .executeTakeFirstOrThrow()
  if (waiting >= MOST_WAITING) return { refused: 'too-many-documents' }
  const id = newId()
  const { sealed, key } = sealFile(
    contextOf({ id, tenderId, organisationId }),
    packed({ name, mediaType }, bytes),
  )
  const digest = createHash('sha256').update(sealed).digest('hex')
  const row = { id, tenderId, organisationId, uploadedBy: actor, bytes: sealed.length, digest, offerId: null }
  await db
    .insertInto('offerDocument')
    .values({ ...row, storedAt: null })
    .execute()
  await files.put(id, sealed)
  await db
    .updateTable('offerDocument')
    .set({ storedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
  return { id, key, name, mediaType, bytes: bytes.length, digest }
}

/** Opens a document with its key; null where it is not this one's. */
async function open({ files }: Pick<Shelf, 'files'>, owned: Owned, key: string) {
  const plain = openFile(contextOf(owned), key, await files.read(owned.id))
  return plain && unpacked(plain)
}

/**
 * The documents that an offer takes along, as it will hold them: each is opened with the key that was sent, so that none is found out after
 * the deadline to be unreadable, and what it is and is called comes from the file itself.
 */
export async function takeDocuments(
  shelf: Shelf,
  { tenderId, organisationId }: Omit<Owned, 'id'>,
  sent: NonNullable<OfferInput['documents']>,
): Promise<SealedDocument[] | Refusal> {
  const faults: Fault[] = duplicates(
    sent.map(({ id }) => id),
    '/documents',
    '/id',
  )
  const taken: SealedDocument[] = []
  for (const [at, { id, key, kind }] of sent.entries()) {
    const row = await shelf.db
      .selectFrom('offerDocument')
      .select('digest')
      .where('id', '=', id)
      .where('tenderId', '=', tenderId)
      .where('organisationId', '=', organisationId)
      .where('storedAt', 'is not', null)
      .executeTakeFirst()
    const document = row && (await open(shelf, { id, tenderId, organisationId }, key))
    if (!row || !document) faults.push({ field: `/documents/${at}`, message: said.gone })
    else {
      const { name, mediaType, bytes } = document
      taken.push({ id, key, kind, name, mediaType, bytes: bytes.length, digest: row.digest })
    }
  }
  return faults.length > 0 ? invalid(faults) : taken
}

/**
 * Has an offer hold these documents, and those it held before and holds no longer wait for the clean-up. What an earlier
 * offer of its bidder holds may go along again, and stays there.
 */
export async function holdDocuments(
  trx: Transaction<DB>,
  offerId: string,
  documents: Pick<SealedDocument, 'id'>[],
  earlier: string[] = [],
): Promise<boolean> {
  await trx.updateTable('offerDocument').set({ offerId: null }).where('offerId', '=', offerId).execute()
  if (documents.length === 0) return true
  const ids = documents.map(({ id }) => id)
  const kept = await trx
    .selectFrom('offerDocument')
    .select('id')
    .where('id', 'in', ids)
    .where(sql<boolean>`offer_id = any(${earlier}::uuid[])`)
    .execute()
  const held = await trx
    .updateTable('offerDocument')
    .set({ offerId })
    .where('id', 'in', ids)
    .where('offerId', 'is', null)
    .returning('id')
    .execute()
  return held.length + kept.length === documents.length
}

/** A document of an opened offer, for its buyer; undefined where there is none. */
export async function readDocument(
  shelf: Shelf,
  { tenderId, offerId, documentId }: { tenderId: string; offerId: string; documentId: string },
): Promise<(Header & { bytes: Buffer }) | undefined> {
  const offer = await shelf.db
    .selectFrom('offer')
    .select(['organisationId', 'content'])
    .where('id', '=', offerId)
    .where('tenderId', '=', tenderId)
    .where('state', '=', 'opened')
    .executeTakeFirst()
  const held = offer?.content?.documents?.find(({ id }) => id === documentId)
  if (offer === undefined || held === undefined) return undefined
  const owned = { id: documentId, tenderId, organisationId: offer.organisationId }
  const document = await open(shelf, owned, held.key)
  if (document === null) throw new Error(`document ${documentId} does not open with the key of its offer`)
  return document
}

/** Deletes documents that no offer has taken within a day. Stopped anywhere, it goes on at its next time. */
export async function sweepOfferDocuments({ db, files }: Shelf): Promise<void> {
  const left = await db
    .selectFrom('offerDocument')
    .select('id')
    .where('offerId', 'is', null)
    .where('createdAt', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
  for (const { id } of left) {
    const gone = await db
      .deleteFrom('offerDocument')
      .where('id', '=', id)
      .where('offerId', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (gone !== undefined) await files.remove(id)
  }
}
