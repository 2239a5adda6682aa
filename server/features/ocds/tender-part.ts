import type { ProcedureKind } from '@maillage/db/law/schema.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { parisMidnight } from '../../paris-date.ts'
import type { Process, TenderFacts } from './facts.ts'
import { classificationOf, referenceTo, unitOf } from './parts.ts'
import type { PublishedTender } from './published-tender.ts'
import type { Item, TenderPart } from './schemas.ts'

/** What the parts of a release need beside the process. */
export interface Publication {
  catalogue: Catalogue
  publicUrl: string
  /** The id of this process's release at an instant. */
  releaseId: (at: string) => string
}

/** Procedures as French notices call them. */
const procedureNames: Record<ProcedureKind, string> = {
  'without-publicity': 'Marché passé sans publicité ni mise en concurrence préalables',
  adapted: 'Procédure adaptée',
  formal: 'Procédure formalisée',
  'imperious-urgency': 'Marché passé sans publicité ni mise en concurrence préalables (urgence impérieuse)',
  quotes: 'Demande de devis',
}

const structures = { esat: 'ESAT', ea: 'entreprises adaptées', siae: 'SIAE' }

const iso = (at: Date) => at.toISOString()

function statusOf({ state, endedAt }: TenderFacts, at: string): TenderPart['status'] {
  if (endedAt === null || iso(endedAt) > at) return 'active'
  if (state === 'cancelled' || state === 'unsuccessful') return state
  return 'complete'
}

/** One item a lot: a lot may ask for a family of products, any of which will do. */
function lotItems({ lots }: PublishedTender, { items }: Catalogue): Item[] {
  return lots.map(({ number, title, item, family, quantity }) => {
    // All products of a family are counted in the same unit.
    const asked = items.find(({ id, family: of }) => (item === null ? of === family : id === item))
    return {
      id: String(number),
      description: title,
      ...classificationOf(item === null ? null : (asked?.cpv ?? null)),
      quantity,
      unit: unitOf(asked?.unit ?? 'piece'),
    }
  })
}

function reservations({ lots }: PublishedTender): string {
  return lots
    .filter(({ reservedFor }) => reservedFor.length > 0)
    .map(
      ({ number, reservedFor }) =>
        `Lot ${number} réservé : ${reservedFor.map(kind => structures[kind]).join(', ')}.`,
    )
    .join(' ')
}

function amendmentsOf(
  { revisions, publishedAt }: TenderFacts,
  at: string,
  releaseId: Publication['releaseId'],
) {
  return revisions.flatMap(({ revision, at: amendedAt, reason }, place) => {
    const before = revisions[place - 1]
    if (before === undefined || iso(amendedAt) > at) return []
    return [
      {
        id: String(revision),
        date: iso(amendedAt),
        rationale: reason,
        amendsReleaseID: releaseId(iso(before.revision === 1 ? publishedAt : before.at)),
        releaseID: releaseId(iso(amendedAt)),
      },
    ]
  })
}

/** The files that have come with the tender by an instant, each since the revision that brought it. */
function filesOf({ revisions, publishedAt }: TenderFacts, at: string, publicUrl: string) {
  const files = new Map<string, { name: string; mediaType: string; since: string }>()
  for (const { revision, at: revisedAt, content } of revisions) {
    const since = iso(revision === 1 ? publishedAt : revisedAt)
    if (since > at) continue
    for (const { id, ...file } of content.documents ?? [])
      if (!files.has(id)) files.set(id, { ...file, since })
  }
  return [...files].map(([id, { name, mediaType, since }]) => ({
    id,
    documentType: 'biddingDocuments' as const,
    title: name,
    url: `${publicUrl}/api/documents/${id}`,
    datePublished: since,
    format: mediaType,
  }))
}

/** A description; a dash for one that an amendment took away, so that whoever merges releases does not keep it. */
function described({ revisions }: TenderFacts, description: string): { description?: string } {
  if (description.trim() !== '') return { description }
  return revisions.some(({ content }) => content.description.trim() !== '') ? { description: '–' } : {}
}

/** A tender that anybody may answer, as it is published at an instant. */
function openTender(
  { id, buyer }: Process,
  tender: TenderFacts,
  at: string,
  { catalogue, publicUrl, releaseId }: Publication,
): TenderPart {
  const published = tender.revisions.findLast(
    ({ revision, at: since }) => revision === 1 || iso(since) <= at,
  )?.content
  if (published === undefined) throw new Error(`tender ${id} is published without a revision`)
  const { title, description, criteria, questionsUntil, deadline } = published
  const startDate = iso(tender.publishedAt)
  const notice = `${publicUrl}/tenders/${id}`
  const amendments = amendmentsOf(tender, at, releaseId)
  const reserved = reservations(published)
  const isOpened = tender.openedAt !== null && iso(tender.openedAt) <= at
  return {
    id,
    title,
    ...described(tender, description),
    status: statusOf(tender, at),
    procuringEntity: referenceTo(buyer),
    items: lotItems(published, catalogue),
    procurementMethod: 'open',
    procurementMethodDetails: procedureNames[tender.procedure],
    mainProcurementCategory: 'goods',
    awardCriteria: criteria.every(({ kind }) => kind === 'price') ? 'priceOnly' : 'ratedCriteria',
    awardCriteriaDetails: criteria.map(({ name, weight }) => `${name} : ${weight} %`).join(' ; '),
    submissionMethod: ['electronicSubmission'],
    submissionMethodDetails: notice,
    ...(deadline !== null && { tenderPeriod: { startDate, endDate: deadline } }),
    ...(questionsUntil !== null && { enquiryPeriod: { startDate, endDate: questionsUntil } }),
    hasEnquiries: tender.askedAt !== null && iso(tender.askedAt) <= at,
    ...(reserved !== '' && { eligibilityCriteria: reserved }),
    ...(isOpened && { numberOfTenderers: tender.offers }),
    documents: [
      { id: 'notice', documentType: 'tenderNotice', title, url: notice, language: 'fr' },
      ...filesOf(tender, at, publicUrl),
    ],
    ...(amendments.length > 0 && { amendments }),
  }
}

/** What is told of a purchase whose competition was not published here: it had none, was for some firms, or was run elsewhere. */
function otherTender({ id, buyer, tender, external, procedure, contracts }: Process): TenderPart {
  const title = contracts[0]?.title
  const common = {
    id,
    ...(title !== undefined && { title }),
    status: 'complete' as const,
    procuringEntity: referenceTo(buyer),
    mainProcurementCategory: 'goods' as const,
  }
  const chosen = tender?.procedure ?? procedure
  const details = chosen !== null && { procurementMethodDetails: procedureNames[chosen] }
  if (tender !== null)
    return { ...common, procurementMethod: 'limited', ...details, numberOfTenderers: tender.offers }
  if (external === null) return { ...common, procurementMethod: 'direct', ...details }
  const { platform, address, reference, publishedOn, deadline } = external
  const period = {
    ...(publishedOn !== null && { startDate: parisMidnight(publishedOn) }),
    ...(deadline !== null && { endDate: parisMidnight(deadline) }),
  }
  return {
    ...common,
    // Adapted and formal procedures are announced to all; of another, what was done there is not known here.
    ...((chosen === 'adapted' || chosen === 'formal') && { procurementMethod: 'open' as const }),
    ...details,
    ...(Object.keys(period).length > 0 && { tenderPeriod: period }),
    ...(address !== '' && {
      documents: [
        {
          id: 'notice',
          documentType: 'tenderNotice' as const,
          title: [platform, reference].filter(text => text !== '').join(', '),
          url: address,
          language: 'fr' as const,
        },
      ],
    }),
  }
}

/** The tender of a process at an instant. */
export function tenderOf(process: Process, at: string, publication: Publication): TenderPart {
  const { tender } = process
  return tender?.access === 'open' ? openTender(process, tender, at, publication) : otherTender(process)
}
