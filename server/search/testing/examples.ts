import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { townByCode } from '@maillage/db/towns/towns.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import { nobody } from '@maillage/matching/nobody.ts'
import type { Certificate, Firm, Place } from '@maillage/matching/supply.ts'
import { catalogueDocuments } from '../catalogue-documents.ts'
import type { SearchDocument } from '../document.ts'
import { firmDocument } from '../firm-document.ts'
import { documentMaker } from '../maker.ts'
import { needDocument, type PublishedNeed } from '../need-document.ts'

/** The day the examples are about. */
export const today = '2026-11-23'

const catalogue = loadCatalogue()
export const maker = documentMaker(
  createEngine(catalogue, { asOf: today, departments: ['09', '81', '31'] }),
  catalogue,
)

/** Ids of the examples, by what they are called here. */
export const ids = {
  weaver: '01938000-0000-7000-8000-000000000001',
  sewer: '01938000-0000-7000-8000-000000000002',
  english: '01938000-0000-7000-8000-000000000003',
  hidden: '01938000-0000-7000-8000-000000000004',
  lingerie: '01938000-0000-7000-8000-000000000005',
  hospital: '01938000-0000-7000-8000-000000000011',
  publicNeed: '01938000-0000-7000-8000-000000000021',
  memberNeed: '01938000-0000-7000-8000-000000000022',
  invitedNeed: '01938000-0000-7000-8000-000000000023',
  pastNeed: '01938000-0000-7000-8000-000000000024',
}

function placeOf(commune: string): Place {
  const town = townByCode(commune)
  if (town === undefined) throw new Error(`no commune ${commune}`)
  const { department, latitude, longitude, precision } = town
  return { commune, department, latitude, longitude, precision }
}

type Said = Partial<Omit<Firm, 'sites'>> & { machines?: string[]; trades?: string[]; commune: string }

export function firm(id: string, name: string, { machines = [], trades = [], commune, ...said }: Said): Firm {
  const site = {
    id: `${id}-site`,
    name,
    place: placeOf(commune),
    machines: machines.map(type => ({ type, count: 6, hoursPerWeek: 30 })),
    workforce: trades.map(trade => ({ trade, people: 8, hoursPerWeek: 30 })),
    cleanRoom: false,
  }
  return { ...nobody, id, name, verified: true, audience: 'members', sites: [site], ...said }
}

const certificate = (norm: string, status: Certificate['status'] = 'verified'): Certificate => ({
  norm,
  edition: null,
  item: null,
  validUntil: null,
  status,
})

const firms = [
  firm(ids.weaver, 'Tissages du Touyre', {
    commune: '09160',
    machines: ['loom-rapier'],
    activity: 'Tissage de laine et de coton pour l’habillement. Pas de confection.',
    workedMaterials: ['woven-wool'],
  }),
  firm(ids.sewer, 'Confection Durand', {
    commune: '09122',
    machines: ['sew-lockstitch', 'sew-overlock', 'cut-table-knife'],
    trades: ['t-sew-op', 't-cut-op'],
    workedMaterials: ['woven-workwear'],
    activity: 'Nous cousons des blouses pour les hôpitaux avec nos surjeteuses.',
    certificates: [certificate('en-14683'), certificate('oeko-tex-100', 'refused')],
  }),
  firm(ids.english, 'Pennine Garments', {
    commune: '31555',
    machines: ['sew-lockstitch'],
    audience: 'public',
    activity: 'We run four overlockers and make washable gowns.',
  }),
  firm(ids.hidden, 'Atelier Zéphyrine', {
    commune: '09122',
    machines: ['sew-overlock'],
    audience: 'operator',
    activity: 'Surjeteuse et broderie confidentielle zibeline.',
  }),
  firm(ids.lingerie, 'Lingerie d’Albi', {
    commune: '81004',
    machines: ['sew-zigzag', 'sew-overlock'],
    trades: ['t-sew-op'],
    activity: 'Corseterie et lingerie fine.',
    certificates: [certificate('en-13795', 'declared')],
  }),
]

function need(id: string, differs: Partial<PublishedNeed>): PublishedNeed {
  return {
    id,
    buyer: ids.hospital,
    buyerName: 'Hôpital du Pas-du-Roc',
    buyerKind: 'hospital',
    subject: { item: 'gown-washable' },
    claim: 'protects-patient',
    quantity: 5000,
    sizes: [],
    packaging: null,
    schedule: [{ due: '2027-02-01', quantity: 5000 }],
    place: placeOf('09122'),
    norms: ['en-13795'],
    wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
    text: 'Surblouses lavables pour le bloc.',
    excludedFirms: [],
    maximumPartners: 4,
    weights: null,
    reservedFor: [],
    visibility: 'public',
    ...differs,
  }
}

const needs = [
  need(ids.publicNeed, {}),
  need(ids.memberNeed, {
    visibility: 'members',
    subject: { family: 'mask-surg' },
    norms: ['en-14683'],
    text: 'Masques de soin.',
  }),
  need(ids.invitedNeed, { visibility: 'invited', text: 'Blouses, consultation restreinte.' }),
  need(ids.pastNeed, { schedule: [{ due: '2026-10-01', quantity: 10 }] }),
]

export const documentOf = (of: Firm): SearchDocument => {
  const document = firmDocument(of, maker)
  if (document === null) throw new Error(`${of.name} has no site`)
  return document
}

/** What the contract of every index is tried on. */
export const exampleDocuments = (): SearchDocument[] => [
  ...firms.map(documentOf),
  ...needs.map(one => needDocument(one, maker)),
  ...catalogueDocuments(maker),
]

/** The sewing firm, with other words. */
export const sewerSaying = (activity: string): SearchDocument =>
  documentOf(
    firm(ids.sewer, 'Confection Durand', { commune: '09122', machines: ['sew-lockstitch'], activity }),
  )
