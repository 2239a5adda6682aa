import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Named, Process } from './facts.ts'
import { awardOf, contractsOf } from './contract-part.ts'
import { momentsOf, publicFrom } from './moments.ts'
import { partiesOf, referenceTo } from './parts.ts'
import type { AwardPart, Party, Release, ReleaseTag } from './schemas.ts'
import { tenderOf } from './tender-part.ts'

/** What releases need beside the process they tell. */
export interface ReleaseContext {
  catalogue: Catalogue
  publicUrl: string
  /** The registered prefix of this publisher's processes. */
  prefix: string
  /** What is dated after it has not happened yet. */
  now: Date
}

export const ocidOf = (prefix: string, processId: string) => `${prefix}-${processId}`

const digitsOf = (at: string) => at.replace(/[-:.]/g, '')

function unsuccessfulAwards({ tender }: Process, at: string): AwardPart[] {
  const endedAt = tender?.endedAt?.toISOString()
  if (tender === null || endedAt === undefined || endedAt > at) return []
  return tender.unsuccessful.map(({ number, title }) => ({
    id: `lot-${number}`,
    title,
    status: 'unsuccessful',
    date: endedAt,
  }))
}

/** The award notice, from its publication on: one for all lots, read on the page of the tender. */
function noticeOf({ id, tender }: Process, at: string, publicUrl: string): Pick<AwardPart, 'documents'> {
  const datePublished = tender?.noticedAt?.toISOString()
  if (datePublished === undefined || datePublished > at) return {}
  return {
    documents: [
      {
        id: 'award-notice',
        documentType: 'awardNotice',
        title: 'Avis d’attribution',
        url: `${publicUrl}/tenders/${id}`,
        datePublished,
        language: 'fr',
      },
    ],
  }
}

/** All that is public of a process at an instant, as one release. */
function releaseAt(process: Process, at: string, tags: ReleaseTag[], context: ReleaseContext): Release {
  const ocid = ocidOf(context.prefix, process.id)
  const releaseId = (instant: string) => `${ocid}-${digitsOf(instant)}`
  const { buyer } = process
  const shown = process.contracts.filter(contract => publicFrom(process, contract) <= at)
  const notice = noticeOf(process, at, context.publicUrl)
  const awards = [
    ...shown.map(contract => awardOf(process, contract)),
    ...unsuccessfulAwards(process, at),
  ].map(award => ({ ...award, ...notice }))
  const contracts = shown.flatMap(contract => contractsOf(process, contract, at))
  const paid = contracts.flatMap(({ implementation }) => implementation?.transactions ?? [])
  const payees = new Set(paid.map(({ payee }) => payee.id))
  const suppliers = shown.flatMap(contract => contract.suppliers)
  const known = [...suppliers, ...shown.flatMap(({ delivered }) => delivered.map(({ payee }) => payee))]
  const inRole = (role: Party['roles'][number], ...parties: Named[]) =>
    parties.map(party => ({ party, role }))
  return {
    ocid,
    id: releaseId(at),
    date: at,
    tag: tags,
    initiationType: 'tender',
    language: 'fr',
    parties: partiesOf([
      ...inRole('buyer', buyer),
      ...inRole('procuringEntity', buyer),
      ...inRole('tenderer', ...suppliers),
      ...inRole('supplier', ...suppliers),
      ...(payees.size > 0 ? inRole('payer', buyer) : []),
      ...inRole('payee', ...known.filter(party => payees.has(referenceTo(party).id))),
    ]),
    buyer: referenceTo(buyer),
    tender: tenderOf(process, at, { ...context, releaseId }),
    ...(awards.length > 0 && { awards }),
    ...(contracts.length > 0 && { contracts }),
  }
}

/** The releases of a process, the first first: each tells all that was public when something happened. */
export function releasesOf(process: Process, context: ReleaseContext): Release[] {
  return momentsOf(process, context.now).map(({ at, tags }) => releaseAt(process, at, tags, context))
}

/**
 * What a process has come to: its last release, since each repeats what stands of those before. Undefined where it has none.
 */
export function compiledOf(releases: readonly Release[]): Release | undefined {
  const last = releases.at(-1)
  return last && { ...last, id: `${last.ocid}-${last.date}`, tag: ['compiled'] }
}
