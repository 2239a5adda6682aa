import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DB } from '@maillage/db/tables/database.ts'
import type { EvaluationShown } from '@maillage/server/features/evaluation/schemas.ts'
import type { NeedShown } from '@maillage/server/features/needs/schemas.ts'
import type { TenderInput, TenderShown } from '@maillage/server/features/tenders/schemas.ts'
import type { Answer, Api, Problem, SignedIn } from './api.ts'
import { masksFor } from './examples.ts'

export const passphrases = { buyer: 'la navette va et vient', colleague: 'trois fils de chaîne' }

/** A hospital with the two people who hold its keys. */
export interface Buying {
  id: string
  buyer: SignedIn
  colleague: SignedIn
}

/** The status of an answer, and the fields it names. */
export const fieldsOf = (reply: Answer) => [
  reply.statusCode,
  ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
]

export async function openHospital(api: Api, name = 'CH de Foix'): Promise<Buying> {
  const buyer = await api.person('Basile')
  const colleague = await api.person('Colette')
  const id = await api.organisation({ name, roles: ['buyer'] })
  await api.join(buyer, id, 'owner')
  await api.join(colleague, id, 'editor')
  return { id, buyer, colleague }
}

const instantIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const purchase = {
  version: null,
  authority: 'other',
  urgency: 'none',
  needCents: 7e6,
  alike: [],
  elsewhereCents: 0,
  form: 'order',
  frameworkMonths: null,
  chosen: 'adapted',
  reason: '',
  grounds: null,
}

/** A published tender of so many lots of 2,000 masks each, priced in two lines a lot. */
export async function publishTender(
  { id: hospital, buyer, colleague }: Buying,
  lots = 1,
  differs: Partial<Omit<TenderInput, 'lots'>> & { lot?: Partial<TenderInput['lots'][number]> } = {},
): Promise<{ id: string; needs: string[] }> {
  const needs: string[] = []
  for (let at = 0; at < lots; at++) {
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    const { id } = made.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await buyer.call('PUT', `/api/needs/${id}/procedure`, purchase)
    needs.push(id)
  }
  const draft = await buyer.call('POST', `/api/needs/${needs[0]}/tender`, { title: 'Masques lavables' })
  const { id } = draft.json<TenderShown>()
  const { lot, ...changed } = differs
  const written = await buyer.call('PUT', `/api/tenders/${id}`, {
    version: 1,
    title: 'Masques lavables',
    access: 'open',
    description: 'Lavables trente fois.',
    criteria: [
      { kind: 'price', name: 'Prix', weight: 70, how: '' },
      { kind: 'environment', name: 'Environnement', weight: 30, how: 'Lavages tenus.' },
    ],
    questionsUntil: instantIn(10),
    deadline: instantIn(15),
    validityDays: 90,
    negotiation: false,
    severalOffers: true,
    lots: needs.map((needId, at) => ({
      needId,
      title: `Lot ${at + 1}`,
      reservedFor: [],
      sampleCount: 0,
      sampleDue: null,
      sampleTest: '',
      ...lot,
    })),
    ...changed,
  })
  if (written.statusCode !== 200) throw new Error(`no tender: ${written.body}`)
  await buyer.call('POST', `/api/tenders/${id}/keys`, { passphrase: passphrases.buyer })
  await colleague.call('POST', `/api/tenders/${id}/keys`, { passphrase: passphrases.colleague })
  await buyer.call('POST', `/api/tenders/${id}/recovery-code`)
  const { own } = (await buyer.call('GET', `/api/tenders/${id}`)).json<TenderShown>()
  const published = await buyer.call('POST', `/api/tenders/${id}/publish`, { version: own?.version })
  if (published.statusCode !== 200) throw new Error(`not published: ${published.body}`)
  return { id, needs }
}

/** Lets the deadline of a tender pass, some minutes ago; what came before it came in time. */
export async function passDeadline(db: Kysely<DB>, tender: string): Promise<void> {
  await sql`update tender set deadline = clock_timestamp() - interval '2 minutes',
    questions_until = clock_timestamp() - interval '2 days' where id = ${tender}`.execute(db)
}

/** Lets the deadline of the round of negotiation that is open pass, some minutes ago. */
export async function passRound(db: Kysely<DB>, tender: string): Promise<void> {
  await sql`update tender set round_deadline = clock_timestamp() - interval '2 minutes' where id = ${tender}`.execute(
    db,
  )
}

/** Servers were there all the while, as the availability log says: an offer that comes late is its bidder's fault. */
export async function keepAvailable(db: Kysely<DB>): Promise<void> {
  await sql`insert into server_beat (server_id, at)
    select gen_random_uuid(), at from generate_series(clock_timestamp() - interval '6 hours',
      clock_timestamp() + interval '1 minute', interval '30 seconds') at`.execute(db)
}

/** Both holders give their part of the key: the offers are opened. */
export async function openOffers({ buyer, colleague }: Buying, tender: string): Promise<Answer> {
  await buyer.call('POST', `/api/tenders/${tender}/open`, { recovery: false, secret: passphrases.buyer })
  return colleague.call('POST', `/api/tenders/${tender}/open`, {
    recovery: false,
    secret: passphrases.colleague,
  })
}

/** Admits every candidate behind the opened offers of a tender. Returns the evaluation as it is then. */
export async function admitAll({ buyer }: Buying, tender: string): Promise<EvaluationShown> {
  const read = async () =>
    (await buyer.call('GET', `/api/tenders/${tender}/evaluation`)).json<EvaluationShown>()
  for (const { offerId, candidates } of (await read()).candidacies)
    for (const { id } of candidates)
      await buyer.call('PUT', `/api/tenders/${tender}/evaluation/offers/${offerId}/candidacies/${id}`, {
        verdict: 'admitted',
        ground: null,
        reason: '',
      })
  return read()
}
