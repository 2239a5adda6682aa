import { describe, expect, test } from 'vitest'
import type { ProfileReading } from '#lib/read/marks.ts'
import { draftOf, siteAt, type ProfileDraft } from './draft.ts'
import { rowsOf, withAccepted, type Row } from './proposals.ts'

const empty: ProfileDraft = draftOf({
  version: 0,
  updatedAt: null,
  confirmedAt: null,
  activity: '',
  audience: 'members',
  willing: [],
  unwilling: [],
  minimumOrder: null,
  usualLeadDays: null,
  workedMaterials: [],
  availability: [],
  distress: null,
  sites: [],
  certificates: [],
})
const foix = { code: '09122', name: 'Foix', department: '09', latitude: 42.96, longitude: 1.6 }
const at = (start: number, text: string) => [{ start, end: start + text.length, text }]
const said = { confidence: 0.95, past: false, machines: [], count: null }

const reading: ProfileReading = {
  proposals: [
    { ...said, kind: 'machine', id: 'sew-overlock', count: 6, spans: at(0, 'surjeteuses') },
    { ...said, kind: 'trade', id: 't-sew-op', count: 14, spans: at(20, 'mécaniciennes') },
    { ...said, kind: 'machine', id: 'sew-leather', spans: at(40, 'piqueuses cuir') },
    { ...said, kind: 'trade', id: 't-sew-leather', spans: at(40, 'piqueuses cuir') },
    { ...said, kind: 'machine', id: 'loom-rapier', past: true, spans: at(60, 'métiers à lances') },
    { ...said, kind: 'machine', id: 'weld-us', confidence: 0.67, spans: at(80, 'soudeuse ultrassons') },
    { ...said, kind: 'process', id: 'cut-laser', machines: ['laser'], spans: at(100, 'découpe laser') },
    { ...said, kind: 'material', id: 'woven-cotton', spans: at(120, 'popeline') },
    { ...said, kind: 'norm', id: 'iso-9001', spans: at(140, 'ISO 9001') },
  ],
  questions: [
    { kind: 'trade', id: 't-cut-op', because: { fr: 'confection', en: 'sewing' }, count: 1, spans: [] },
  ],
  denied: [],
  makes: [{ family: 'gown', spans: at(160, 'surblouses') }],
  employees: null,
  places: [{ town: foix, others: [], spans: at(180, 'Foix') }],
}
const accept = (draft: ProfileDraft, rows: Row[], site: string | null = null) =>
  withAccepted(draft, { rows, site, siteName: 'Atelier', activity: null, editionOf: () => '2015' })
const keptOf = (rows: Row[]) => rows.filter(({ kept }) => kept).map(({ id }) => id)

describe('what was read of a firm', () => {
  test('is kept only where it is said plainly, and of today', () => {
    expect(keptOf(rowsOf(reading, empty))).toEqual([
      '09122',
      'sew-overlock',
      't-sew-op',
      'woven-cotton',
      'iso-9001',
    ])
  })

  test('becomes a site, lines, materials and certificates, as if it were typed', () => {
    const draft = accept(empty, rowsOf(reading, empty))
    expect(draft.sites).toMatchObject([
      {
        name: 'Atelier',
        town: { name: 'Foix' },
        machines: [{ id: 'sew-overlock', count: 6, hours: 35 }],
        workforce: [{ id: 't-sew-op', count: 14 }],
      },
    ])
    expect(draft.workedMaterials).toEqual(['woven-cotton'])
    expect(draft.certificates).toMatchObject([{ norm: 'iso-9001', edition: '2015', status: 'declared' }])
    expect(draft.orders.willing).toEqual([])
    expect(empty.sites).toEqual([])
  })

  test('does not move a firm that has a site, nor count a machine twice', () => {
    const site = siteAt({ ...foix, code: '81065', name: 'Castres' }, 'Usine')
    const line = { key: 'k', id: 'sew-overlock', words: '', count: 4, hours: 20 }
    const draft = { ...empty, sites: [{ ...site, machines: [line] }] }
    const rows = rowsOf(reading, draft)
    expect(rows.find(({ id }) => id === 'sew-overlock')).toMatchObject({ known: true, kept: false })
    const again = rows.map(row => (row.id === 'sew-overlock' ? { ...row, kept: true } : row))
    expect(accept(draft, again, site.key).sites).toMatchObject([
      { town: { name: 'Castres' }, machines: [{ id: 'sew-overlock', count: 6, hours: 20 }] },
    ])
  })

  test('is never a fact for being usual: it takes a yes', () => {
    const rows = rowsOf(reading, empty)
    expect(rows.find(({ id }) => id === 't-cut-op')).toMatchObject({ standing: 'usual', kept: false })
    const yes = rows.map(row => (row.id === 't-cut-op' || row.id === 'gown' ? { ...row, kept: true } : row))
    const draft = accept(empty, yes)
    expect(draft.sites[0]?.workforce.map(({ id }) => id)).toEqual(['t-sew-op', 't-cut-op'])
    expect(draft.orders.willing).toEqual(['gown'])
  })
})
