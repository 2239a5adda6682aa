import { m } from '#lib/paraglide/messages.js'
import { estimated, type Field, type JsonObject, noText } from './fields.ts'

export const CLAIMS = [
  ['protects-patient', m.catalogue_claim_patient],
  ['protects-wearer', m.catalogue_claim_wearer],
  ['none', m.catalogue_claim_none],
] as const

export const ATTESTATIONS = [
  ['self', m.catalogue_attestation_self],
  ['report', m.catalogue_attestation_report],
  ['notified-body', m.catalogue_attestation_body],
] as const

export const named: Field[] = [
  { type: 'texts', key: 'name', label: m.catalogue_name },
  { type: 'synonyms', key: 'synonyms', label: m.catalogue_synonyms, help: m.catalogue_synonyms_help },
]

export const blankName = (): JsonObject => ({ id: '', name: noText(), synonyms: { fr: [], en: [] } })

export const itemFields: Field[] = [
  ...named,
  {
    type: 'choice',
    key: 'kind',
    label: m.catalogue_item_kind,
    choices: [
      ['product', m.catalogue_item_product],
      ['component', m.catalogue_item_component],
      ['material', m.catalogue_item_material],
    ],
  },
  {
    type: 'one',
    key: 'family',
    label: m.catalogue_family,
    help: m.catalogue_family_help,
    kind: 'families',
    nullable: true,
  },
  {
    type: 'one',
    key: 'materialFamily',
    label: m.catalogue_material_family,
    help: m.catalogue_material_family_help,
    kind: 'materialFamilies',
    nullable: true,
  },
  {
    type: 'choice',
    key: 'unit',
    label: m.catalogue_unit,
    choices: [
      ['piece', m.catalogue_unit_piece],
      ['pair', m.catalogue_unit_pair],
      ['m', m.catalogue_unit_m],
      ['m2', m.catalogue_unit_m2],
      ['kg', m.catalogue_unit_kg],
      ['l', m.catalogue_unit_l],
    ],
  },
  {
    type: 'figure',
    key: 'grams',
    label: m.catalogue_grams,
    help: m.catalogue_grams_help,
    unit: () => 'g',
    decimals: 2,
  },
  { type: 'strings', key: 'sizes', label: m.catalogue_sizes, help: m.catalogue_commas_help },
  {
    type: 'list',
    key: 'packagings',
    label: m.catalogue_packagings,
    one: m.catalogue_packaging,
    blank: place => ({ id: `pack-${place + 1}`, name: noText(), count: null }),
    fields: [
      { type: 'texts', key: 'name', label: m.catalogue_name },
      { type: 'number', key: 'count', label: m.catalogue_packaging_count, decimals: 2 },
    ],
  },
  { type: 'text', key: 'cpv', label: m.catalogue_cpv, help: m.catalogue_cpv_help, nullable: true },
  { type: 'texts', key: 'composition', label: m.catalogue_composition, nullable: true },
  { type: 'figure', key: 'washes', label: m.catalogue_washes, help: m.catalogue_washes_help, nullable: true },
  {
    type: 'choice',
    key: 'recyclable',
    label: m.catalogue_recyclable,
    choices: [
      ['yes', m.catalogue_recyclable_yes],
      ['partly', m.catalogue_recyclable_partly],
      ['no', m.catalogue_recyclable_no],
    ],
  },
  { type: 'texts', key: 'endOfLife', label: m.catalogue_end_of_life, nullable: true },
  {
    type: 'list',
    key: 'compliance',
    label: m.catalogue_compliance,
    help: m.catalogue_compliance_help,
    one: m.catalogue_compliance_one,
    blank: () => ({
      claim: 'none',
      regulation: noText(),
      norms: [],
      attestation: 'self',
      days: estimated(null),
    }),
    fields: [
      { type: 'choice', key: 'claim', label: m.catalogue_claim, choices: CLAIMS },
      { type: 'texts', key: 'regulation', label: m.catalogue_regulation },
      { type: 'many', key: 'norms', label: m.catalogue_norms, kind: 'norms' },
      {
        type: 'choice',
        key: 'attestation',
        label: m.catalogue_attestation,
        choices: ATTESTATIONS,
      },
      { type: 'figure', key: 'days', label: m.catalogue_compliance_days, unit: m.catalogue_days_unit },
    ],
  },
  {
    type: 'group',
    key: 'outside',
    label: m.catalogue_outside,
    help: m.catalogue_outside_help,
    nullable: true,
    blank: () => ({ leadDays: estimated(null), centsPerThousand: estimated(null), dependence: 'low' }),
    fields: [
      { type: 'figure', key: 'leadDays', label: m.catalogue_lead_days, unit: m.catalogue_days_unit },
      {
        type: 'figure',
        key: 'centsPerThousand',
        label: m.catalogue_cents,
        help: m.catalogue_cents_help,
        unit: () => 'c',
      },
      {
        type: 'choice',
        key: 'dependence',
        label: m.catalogue_dependence,
        choices: [
          ['low', m.match_dependence_low],
          ['medium', m.match_dependence_medium],
          ['high', m.match_dependence_high],
        ],
      },
    ],
  },
  {
    type: 'figure',
    key: 'asked',
    label: m.catalogue_asked,
    help: m.catalogue_asked_help,
    decimals: 2,
    absent: true,
  },
  { type: 'flag', key: 'historic', label: m.catalogue_historic, help: m.catalogue_historic_help },
]

export const blankItem = (): JsonObject => ({
  ...blankName(),
  kind: 'product',
  family: null,
  unit: 'piece',
  materialFamily: null,
  grams: estimated(null),
  sizes: [],
  packagings: [],
  cpv: null,
  composition: null,
  washes: null,
  recyclable: 'no',
  endOfLife: null,
  compliance: [],
  outside: null,
  historic: false,
})
