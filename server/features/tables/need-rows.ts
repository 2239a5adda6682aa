import { normalise } from '@maillage/db/towns/normalise.ts'
import type { Claim, Text } from '@maillage/matching/catalogue.ts'
import type { Known } from '../catalogue/known.ts'
import { checkDraft, type CheckedNeed } from '../needs/check.ts'
import type { NeedDraft } from '../needs/schemas.ts'
import { claimWords, type Field } from './fields.ts'
import { severalOf, townOf } from './machine-rows.ts'
import type { Recogniser } from './recognise.ts'
import type { Row } from './row.ts'

/** A line of needs. Lines of one reference are deliveries of one need. */
export interface NeedEntry {
  line: number
  reference: string
  need: CheckedNeed
}

const MOST = 1_000_000_000
const LONGEST_TEXT = 20_000
const CLAIMS = ['protects-patient', 'protects-wearer', 'none'] as const satisfies Claim[]

/** What a row of needs says; null where something is wrong, which the row then holds. */
export function needEntry(row: Row, recogniser: Recogniser, known: Known, today: string): NeedEntry | null {
  const subject = subjectOf(row, recogniser)
  row.required('quantity')
  const quantity = row.number('quantity', { least: 1, most: MOST, whole: true })
  const commune = row.required('commune') === '' ? null : townOf(row, recogniser)
  const due = row.day('due', today)
  const claim = subject && claimOf(row, subject, known)
  const norms = normsOf(row, recogniser)
  const washes = row.number('washes', { least: 1, most: 1000, whole: true })
  if (!subject || !claim || quantity === null || commune === null || row.faults.length > 0) return null
  const draft: NeedDraft = {
    ...subject,
    claim,
    quantity,
    sizes: [],
    packaging: null,
    schedule: due === null ? [] : [{ due, quantity }],
    norms: norms.length > 0 ? norms : calledFor(subject, claim, known),
    wishes: { regionalDepth: 'item', minimumWashes: washes, recyclable: false },
    text: row.text('text').slice(0, LONGEST_TEXT),
    maximumPartners: 4,
    visibility: 'members',
    reservedFor: [],
    ceilingCents: null,
    weights: null,
    excludedFirms: [],
    commune,
    latitude: null,
    longitude: null,
  }
  const need = checkDraft(draft, known)
  if (!Array.isArray(need)) return { line: row.line, reference: row.text('reference'), need }
  for (const { field, message } of need) row.fault(fieldOf(field), message)
  return null
}

/** The column that a pointer into a need belongs to. */
function fieldOf(pointer: string): Field {
  const [, name] = pointer.split('/')
  return name === 'norms' || name === 'commune' || name === 'claim' ? name : 'product'
}

type Subject = Pick<NeedDraft, 'item' | 'family'>

function subjectOf(row: Row, recogniser: Recogniser): Subject | null {
  const text = row.required('product')
  if (text === '') return null
  const found = recogniser.products(text)
  const [only, other] = found
  if (only !== undefined && other === undefined)
    return only.kind === 'item' ? { item: only.id, family: null } : { item: null, family: only.id }
  row.fault('product', other === undefined ? unknownProduct : severalOf(found.map(({ name }) => name)))
  return null
}

const unknownProduct: Text = {
  fr: '« {cell} » n’est pas reconnu : écrivez le produit, par exemple « Surblouse lavable » ou « Masque FFP2 ».',
  en: '“{cell}” is not recognised: write the product, such as “Washable gown” or “FFP2 mask”.',
}

const productsOf = ({ item, family }: Subject, known: Known) =>
  item === null ? (known.families.get(family ?? '') ?? []) : [known.items.get(item)].flatMap(one => one ?? [])

/** The claim that a cell says, or the only one that the product is sold with. */
function claimOf(row: Row, subject: Subject, known: Known): Claim | null {
  const text = normalise(row.text('claim'))
  const said = CLAIMS.find(claim => Object.values(claimWords[claim]).some(word => text.startsWith(word)))
  if (said !== undefined) return said
  const sold = new Set(
    productsOf(subject, known).flatMap(({ compliance }) => compliance.map(({ claim }) => claim)),
  )
  const [only = 'none'] = sold
  if (text === '' && sold.size <= 1) return only
  row.fault('claim', {
    fr: 'Dites qui est protégé : « patient », « porteur » ou « aucune ».',
    en: 'Say who is protected: “patient”, “wearer” or “none”.',
  })
  return null
}

/** Norms that every product which is meant calls for, with this claim. */
function calledFor(subject: Subject, claim: Claim, known: Known): string[] {
  const [first, ...others] = productsOf(subject, known).map(({ compliance }) =>
    compliance.flatMap(one => (one.claim === claim ? one.norms : [])),
  )
  return [...new Set((first ?? []).filter(norm => others.every(norms => norms.includes(norm))))]
}

function normsOf(row: Row, recogniser: Recogniser): string[] {
  const text = row.text('norms')
  if (text === '') return []
  const parts = text.includes(';') ? text.split(';') : [text]
  const found = parts.map(part => part.trim()).filter(part => part !== '')
  const norms = found.map(part => recogniser.norms(part))
  if (norms.some(ids => ids.length === 0)) {
    row.fault('norms', {
      fr: '« {cell} » : norme inconnue. Écrivez-les séparées par des points-virgules, comme « EN 14683 ; ISO 13485 ».',
      en: '“{cell}”: unknown norm. Write them with semicolons between, like “EN 14683; ISO 13485”.',
    })
  }
  return [...new Set(norms.flat())]
}
