import { m } from '#lib/paraglide/messages.js'
import { estimated, type Field, HERE, type JsonObject, noText } from './fields.ts'
import { ATTESTATIONS, CLAIMS } from './item-fields.ts'
import { basisForms } from './other-fields.ts'

const blankChange = (): JsonObject => ({
  claim: 'protects-wearer',
  norms: [],
  attestation: 'authority',
  days: estimated(null),
  keuro: estimated(null),
})

export const regimeFields: Field[] = [
  { type: 'texts', key: 'name', label: m.catalogue_name },
  {
    type: 'choice',
    key: 'kind',
    label: m.catalogue_regime_kind,
    choices: [
      ['eu-emergency', m.catalogue_regime_eu],
      ['national-derogation', m.catalogue_regime_national],
    ],
  },
  {
    type: 'date',
    key: 'from',
    label: m.catalogue_regime_from,
    help: m.catalogue_regime_from_help,
    nullable: true,
  },
  {
    type: 'date',
    key: 'until',
    label: m.catalogue_regime_until,
    help: m.catalogue_regime_until_help,
    nullable: true,
  },
  { type: 'many', key: 'families', label: m.catalogue_regime_families, kind: 'families' },
  { type: 'many', key: 'items', label: m.catalogue_regime_items, kind: 'items' },
  {
    type: 'list',
    key: 'changes',
    label: m.catalogue_regime_changes,
    help: m.catalogue_regime_changes_help,
    one: m.catalogue_regime_change,
    least: 1,
    blank: blankChange,
    fields: [
      { type: 'choice', key: 'claim', label: m.catalogue_claim, choices: CLAIMS },
      {
        type: 'choice',
        key: 'attestation',
        label: m.catalogue_attestation,
        choices: [...ATTESTATIONS, ['authority', m.catalogue_attestation_authority]],
      },
      {
        type: 'form',
        key: 'norms',
        label: m.catalogue_regime_norms,
        forms: [
          {
            name: 'own',
            label: m.catalogue_regime_norms_own,
            is: Array.isArray,
            fields: [
              {
                type: 'many',
                key: HERE,
                label: m.catalogue_norms,
                help: m.catalogue_regime_norms_help,
                kind: 'norms',
              },
            ],
            blank: () => [],
          },
          {
            name: 'normal',
            label: m.catalogue_regime_norms_normal,
            is: value => value === null,
            fields: [],
            blank: () => null,
          },
        ],
      },
      { type: 'figure', key: 'days', label: m.catalogue_compliance_days, unit: m.catalogue_days_unit },
      {
        type: 'figure',
        key: 'keuro',
        label: m.catalogue_regime_keuro,
        help: m.catalogue_regime_keuro_help,
        unit: () => 'k€',
        decimals: 1,
      },
    ],
  },
  {
    type: 'group',
    key: 'afterwards',
    label: m.catalogue_regime_afterwards,
    help: m.catalogue_regime_afterwards_help,
    nullable: true,
    blank: () => ({ claims: [], until: null }),
    fields: [
      { type: 'choices', key: 'claims', label: m.catalogue_regime_afterwards_claims, choices: CLAIMS },
      {
        type: 'date',
        key: 'until',
        label: m.catalogue_regime_afterwards_until,
        help: m.catalogue_regime_afterwards_until_help,
        nullable: true,
      },
    ],
  },
  { type: 'texts', key: 'note', label: m.catalogue_regime_note, rows: 6 },
  { type: 'form', key: 'basis', label: m.catalogue_basis, forms: basisForms },
]

export const blankRegime = (): JsonObject => ({
  id: '',
  name: noText(),
  kind: 'national-derogation',
  from: null,
  until: null,
  items: [],
  families: [],
  changes: [blankChange()],
  afterwards: null,
  note: noText(),
  basis: 'estimated',
})
