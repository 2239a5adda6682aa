import { m } from '#lib/paraglide/messages.js'
import { estimated, type Field, HERE, type JsonObject } from './fields.ts'
import { blankName, named } from './item-fields.ts'

export const machineTypeFields: Field[] = [
  ...named,
  { type: 'figure', key: 'operators', label: m.catalogue_operators, decimals: 2 },
  {
    type: 'list',
    key: 'processes',
    label: m.catalogue_machine_processes,
    one: m.catalogue_process,
    blank: () => ({ process: '', speed: estimated(1), families: 'worked' }),
    fields: [
      { type: 'one', key: 'process', label: m.catalogue_process, kind: 'processes' },
      { type: 'figure', key: 'speed', label: m.catalogue_speed, help: m.catalogue_speed_help, decimals: 2 },
      {
        type: 'form',
        key: 'families',
        label: m.catalogue_families_taken,
        forms: [
          {
            name: 'worked',
            label: m.catalogue_families_as_worked,
            is: value => value === 'worked',
            fields: [],
            blank: () => 'worked',
          },
          {
            name: 'any',
            label: m.catalogue_families_any,
            is: value => value === 'any',
            fields: [],
            blank: () => 'any',
          },
          {
            name: 'list',
            label: m.catalogue_families_list,
            is: value => Array.isArray(value),
            fields: [
              { type: 'many', key: HERE, label: m.catalogue_families_worked, kind: 'materialFamilies' },
            ],
            blank: () => [],
          },
        ],
      },
    ],
  },
]

export const blankMachineType = (): JsonObject => ({ ...blankName(), processes: [], operators: estimated(1) })

export const processFields: Field[] = [
  ...named,
  {
    type: 'choice',
    key: 'stage',
    label: m.catalogue_stage,
    choices: [
      ['fibre', m.catalogue_stage_fibre],
      ['fabric', m.catalogue_stage_fabric],
      ['finish', m.catalogue_stage_finish],
      ['cut', m.catalogue_stage_cut],
      ['join', m.catalogue_stage_join],
      ['plastic', m.catalogue_stage_plastic],
      ['liquid', m.catalogue_stage_liquid],
      ['care', m.catalogue_stage_care],
      ['test', m.catalogue_stage_test],
      ['pack', m.catalogue_stage_pack],
    ],
  },
  { type: 'flag', key: 'byHand', label: m.catalogue_by_hand },
  { type: 'many', key: 'trades', label: m.catalogue_trades, kind: 'trades' },
  {
    type: 'group',
    key: 'outside',
    label: m.catalogue_service,
    help: m.catalogue_service_help,
    nullable: true,
    blank: () => ({ days: estimated(null), centsPerThousand: estimated(null) }),
    fields: [
      { type: 'figure', key: 'days', label: m.catalogue_lead_days, unit: m.catalogue_days_unit },
      { type: 'figure', key: 'centsPerThousand', label: m.catalogue_cents, unit: () => 'c' },
    ],
  },
]

export const blankProcess = (): JsonObject => ({
  ...blankName(),
  stage: 'join',
  byHand: false,
  trades: [],
  outside: null,
})

export const tradeFields: Field[] = [
  ...named,
  {
    type: 'group',
    key: 'rome',
    label: m.catalogue_rome,
    nullable: true,
    blank: () => ({ code: '', verified: false }),
    fields: [
      { type: 'text', key: 'code', label: m.catalogue_rome_code, placeholder: 'H2402' },
      { type: 'flag', key: 'verified', label: m.catalogue_rome_verified },
    ],
  },
  {
    type: 'list',
    key: 'usualMachines',
    label: m.catalogue_usual_machines,
    one: m.catalogue_machine_type,
    blank: () => ({ machineType: '', families: null, share: estimated(null) }),
    fields: [
      { type: 'one', key: 'machineType', label: m.catalogue_machine_type, kind: 'machineTypes' },
      {
        type: 'many',
        key: 'families',
        label: m.catalogue_families_worked,
        help: m.catalogue_any_help,
        kind: 'materialFamilies',
        nullable: true,
      },
      { type: 'figure', key: 'share', label: m.catalogue_share, decimals: 2 },
    ],
  },
]

export const blankTrade = (): JsonObject => ({ ...blankName(), rome: null, usualMachines: [] })
