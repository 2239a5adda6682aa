import type { Document } from '#lib/documents/documents.ts'
import { parisField, parisInstant } from '#lib/paris.ts'
import type { Criterion, Lot, Tender, TenderDraft } from '#lib/tender/tender.ts'
import { criterionName, reservationOf, reservations, type Reservation } from '#lib/tender/words.ts'

interface TypedCriterion {
  kind: Criterion['kind']
  name: string
  weight: number | null
  how: string
}

interface TypedLot {
  needId: string
  about: Pick<Lot, 'item' | 'family' | 'quantity'>
  title: string
  reservation: Reservation
  sampleCount: number | null
  sampleDue: string
  sampleTest: string
  /** One question a line. */
  sampleQuestions: string
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

const field = (instant: string | null) => (instant === null ? '' : parisField(instant))

/** What one types of a draft; what is missing is no fault before it is published. */
export class TenderTyped {
  title = $state('')
  description = $state('')
  access = $state<Tender['access']>('open')
  questionsUntil = $state('')
  deadline = $state('')
  validityDays = $state<number | null>(90)
  negotiation = $state(false)
  mayAwardFirst = $state(true)
  negotiatesWith = $state<number | null>(null)
  economic = $state('')
  technical = $state('')
  severalOffers = $state(false)
  documents = $state.raw<Document[]>([])
  criteria = $state<TypedCriterion[]>([])
  lots = $state<TypedLot[]>([])
  readonly total = $derived(this.criteria.reduce((sum, { weight }) => sum + (weight || 0), 0))

  constructor(tender: Tender) {
    this.title = tender.title
    this.description = tender.description
    this.access = tender.access
    this.questionsUntil = field(tender.questionsUntil)
    this.deadline = field(tender.deadline)
    this.validityDays = tender.validityDays
    this.negotiation = tender.negotiation
    this.mayAwardFirst = tender.mayAwardFirst
    this.negotiatesWith = tender.negotiatesWith
    this.economic = tender.conditions.economic
    this.technical = tender.conditions.technical
    this.severalOffers = tender.severalOffers
    this.documents = tender.documents
    this.criteria = tender.criteria.map(criterion => ({ ...criterion }))
    this.lots = tender.lots.map(lot => ({
      needId: lot.needId,
      about: lot,
      title: lot.title,
      reservation: reservationOf(lot.reservedFor),
      sampleCount: lot.sampleCount || null,
      sampleDue: lot.sampleDue ?? '',
      sampleTest: lot.sampleTest,
      sampleQuestions: lot.sampleQuestions.join('\n'),
    }))
  }

  addCriterion(kind: Criterion['kind']): void {
    this.criteria.push({ kind, name: criterionName(kind), weight: Math.max(1, 100 - this.total), how: '' })
  }

  removeCriterion(at: number): void {
    this.criteria.splice(at, 1)
  }

  /** Another need of the buyer becomes a lot. */
  addLot({ id, ...about }: TypedLot['about'] & { id: string }, title: string): void {
    const plain = {
      reservation: 'none',
      sampleCount: null,
      sampleDue: '',
      sampleTest: '',
      sampleQuestions: '',
    } as const
    this.lots.push({ needId: id, about, title, ...plain })
  }

  removeLot(at: number): void {
    this.lots.splice(at, 1)
  }

  /** As it is sent, over the version that was read. */
  body(version: number): TenderDraft {
    return {
      version,
      title: this.title.trim(),
      description: this.description,
      access: this.access,
      questionsUntil: parisInstant(this.questionsUntil),
      deadline: parisInstant(this.deadline),
      validityDays: this.validityDays ?? 0,
      negotiation: this.negotiation,
      mayAwardFirst: this.mayAwardFirst,
      negotiatesWith: this.negotiatesWith,
      conditions: { economic: this.economic, technical: this.technical },
      severalOffers: this.severalOffers,
      documents: this.documents.map(({ id }) => id),
      criteria: this.criteria.map(({ kind, name, weight, how }) => ({
        kind,
        name: name.trim(),
        weight: weight ?? 0,
        how,
      })),
      lots: this.lots.map(
        ({ needId, title, reservation, sampleCount, sampleDue, sampleTest, sampleQuestions }) => ({
          needId,
          title: title.trim(),
          reservedFor: [...reservations[reservation]],
          sampleCount: sampleCount ?? 0,
          sampleDue: sampleDue === '' ? null : sampleDue,
          sampleTest,
          sampleQuestions: sampleCount ? linesOf(sampleQuestions) : [],
        }),
      ),
    }
  }
}
