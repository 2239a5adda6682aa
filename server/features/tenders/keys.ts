import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { newCode, readCode } from '../../sealing/code.ts'
import { lock, unlock } from '../../sealing/locked-box.ts'
import { newKeyPair, seal, unseal } from '../../sealing/sealed-box.ts'
import { joinKey, splitKey } from '../../sealing/split-key.ts'
import { announceChange } from '../live/announce.ts'
import { lockTender } from './queries.ts'

/** The part that the recovery code opens; the first two are people's. */
const RECOVERY = 3
/** Guessed offline by whoever steals the database, if it is short. */
const SHORTEST_PASSPHRASE = 12

const said = {
  short: {
    fr: `${SHORTEST_PASSPHRASE} caractères au moins : une phrase se retient mieux qu’un mot.`,
    en: `At least ${SHORTEST_PASSPHRASE} characters: a sentence is easier to remember than a word.`,
  },
  mine: { fr: 'Vous tenez déjà une part de la clé.', en: 'You hold a part of the key already.' },
  full: {
    fr: 'Deux personnes tiennent déjà chacune une part.',
    en: 'Two people hold a part each already.',
  },
  notHolder: { fr: 'Vous ne tenez pas de part de cette clé.', en: 'You hold no part of this key.' },
  wrong: {
    fr: 'Ce n’est pas la phrase qui ferme cette part. Le code de secours peut la remplacer.',
    en: 'This is not the passphrase of this part. The recovery code can stand in for it.',
  },
  wrongCode: { fr: 'Ce n’est pas le code de secours.', en: 'This is not the recovery code.' },
} satisfies Record<string, Text>

const contextOf = (tenderId: string, part: number) => `tender ${tenderId} key part ${part}`

async function store(
  trx: Transaction<DB>,
  tenderId: string,
  part: number,
  userId: string,
  secret: string,
): Promise<void> {
  const { publicKey, privateKey } = await newKeyPair()
  const lockedPrivateKey = await lock(secret, privateKey)
  await trx
    .insertInto('tenderKeyPart')
    .values({ tenderId, part, userId, recovery: part === RECOVERY, publicKey, lockedPrivateKey })
    .execute()
}

/** A person takes a part of a draft's key, closed by a passphrase that is stored nowhere. */
export async function takeKey(
  trx: Transaction<DB>,
  tenderId: string,
  personId: string,
  passphrase: string,
): Promise<null | Refusal> {
  if (passphrase.trim().length < SHORTEST_PASSPHRASE)
    return invalid([{ field: '/passphrase', message: said.short }])
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  if (tender.state !== 'draft') return { refused: 'wrong-state' }
  const parts = await trx
    .selectFrom('tenderKeyPart')
    .select(['part', 'userId'])
    .where('tenderId', '=', tenderId)
    .where('recovery', '=', false)
    .execute()
  if (parts.some(({ userId }) => userId === personId))
    return invalid([{ field: '/passphrase', message: said.mine }])
  const free = [1, 2].find(part => parts.every(taken => taken.part !== part))
  if (free === undefined) return invalid([{ field: '/passphrase', message: said.full }])
  await store(trx, tenderId, free, personId, passphrase)
  await announceChange(trx, { organisationId: tender.organisationId, subject: 'tender', id: tenderId })
  return null
}

/** Gives a part of a draft's key back, so that somebody else may take it, or the code is made anew. */
export async function dropKey(trx: Transaction<DB>, tenderId: string, part: number): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  if (tender.state !== 'draft') return { refused: 'wrong-state' }
  await trx.deleteFrom('tenderKeyPart').where('tenderId', '=', tenderId).where('part', '=', part).execute()
  await announceChange(trx, { organisationId: tender.organisationId, subject: 'tender', id: tenderId })
  return null
}

/** Makes the recovery code of a draft: told once, to be written down, and stored nowhere. An earlier one is void. */
export async function makeRecoveryCode(
  trx: Transaction<DB>,
  tenderId: string,
  personId: string,
): Promise<{ code: string } | Refusal> {
  const dropped = await dropKey(trx, tenderId, RECOVERY)
  if (dropped !== null) return dropped
  const code = newCode()
  await store(trx, tenderId, RECOVERY, personId, code)
  return { code }
}

/** Makes a tender's key pair, splits the private key among its holders, and forgets it. Returns the public key. */
export async function splitTenderKey(trx: Transaction<DB>, tenderId: string): Promise<Uint8Array> {
  const { publicKey, privateKey } = await newKeyPair()
  const parts = await splitKey(privateKey)
  const holders = await trx
    .selectFrom('tenderKeyPart')
    .select(['part', 'publicKey'])
    .where('tenderId', '=', tenderId)
    .orderBy('part')
    .execute()
  if (holders.length !== parts.length) throw new Error('a tender is published with three holders of its key')
  for (const holder of holders) {
    const part = parts[holder.part - 1]
    if (part === undefined) throw new Error('a key part has no number')
    const sealedPart = await seal(holder.publicKey, contextOf(tenderId, holder.part), Uint8Array.from(part))
    await trx
      .updateTable('tenderKeyPart')
      .set({ sealedPart })
      .where('tenderId', '=', tenderId)
      .where('part', '=', holder.part)
      .execute()
  }
  return publicKey
}

/** Whose part is given: the person's own, by its passphrase, or the recovery part, by its code. */
export interface KeyGiven {
  personId: string
  recovery: boolean
  secret: string
}

/**
 * A holder gives their part after the deadline. It is not stored plain: it is sealed to the two other holders, so that the
 * second of them who comes can join both. Returns the tender's private key once two parts are together, null while the
 * other is waited for.
 */
export async function giveKey(
  trx: Transaction<DB>,
  tenderId: string,
  { personId, recovery, secret }: KeyGiven,
): Promise<{ key: Uint8Array | null } | Refusal> {
  const holders = await trx
    .selectFrom('tenderKeyPart')
    .selectAll()
    .where('tenderId', '=', tenderId)
    .orderBy('part')
    .execute()
  const holder = holders.find(row => (recovery ? row.recovery : !row.recovery && row.userId === personId))
  if (holder === undefined || holder.sealedPart === null)
    return invalid([{ field: '/secret', message: said.notHolder }])
  const privateKey = await unlock(recovery ? readCode(secret) : secret, holder.lockedPrivateKey)
  if (privateKey === null)
    return invalid([{ field: '/secret', message: recovery ? said.wrongCode : said.wrong }])
  const own = await unseal(privateKey, contextOf(tenderId, holder.part), holder.sealedPart)
  if (own === null) throw new Error('a part of a tender key does not open with its holder’s key')
  const given = await trx
    .selectFrom('tenderKeyGiven')
    .select(['fromPart', 'sealedPart'])
    .where('tenderId', '=', tenderId)
    .where('toPart', '=', holder.part)
    .orderBy('fromPart')
    .executeTakeFirst()
  if (given !== undefined) {
    const other = await unseal(privateKey, contextOf(tenderId, given.fromPart), given.sealedPart)
    if (other === null) throw new Error('a part of a tender key that was given does not open')
    return { key: await joinKey([own, other]) }
  }
  for (const other of holders.filter(({ part }) => part !== holder.part)) {
    const sealedPart = await seal(other.publicKey, contextOf(tenderId, holder.part), Uint8Array.from(own))
    const row = { tenderId, fromPart: holder.part, toPart: other.part, sealedPart }
    await trx
      .insertInto('tenderKeyGiven')
      .values(row)
      .onConflict(conflict =>
        conflict
          .columns(['tenderId', 'fromPart', 'toPart'])
          .doUpdateSet({ sealedPart, at: sql<Date>`now()` }),
      )
      .execute()
  }
  return { key: null }
}
