import { normalise } from '@maillage/db/towns/normalise.ts'
import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { MachineAttributes } from '@maillage/matching/supply.ts'
import { sentences } from '../../problems/faults.ts'
import type { Recogniser } from './recognise.ts'
import type { Row } from './row.ts'

/** A site that the firm has. */
export interface OwnSite {
  id: string
  name: string
  commune: string
}

/** A line of a machine park: so many machines of a type, or people of a trade, at a site. */
export interface MachineEntry {
  line: number
  /** A site of the firm; null for a new one, of this name and commune. */
  site: string | null
  name: string
  commune: string
  resource: 'machines' | 'workforce'
  id: string
  count: number
  hours: number
  /** What a machine works within; absent where the row does not say. */
  attributes?: MachineAttributes
}

const FULL_WEEK = 35
const MOST_HOURS = { machines: 168, workforce: 60 }
const MOST_COUNT = 10_000

/** What a row of a machine park says; null where something is wrong, which the row then holds. */
export function machineEntry(
  row: Row,
  recogniser: Recogniser,
  sites: readonly OwnSite[],
): MachineEntry | null {
  const place = siteOf(row, recogniser, sites)
  const thing = thingOf(row, recogniser)
  row.required('count')
  const count = row.number('count', { least: 1, most: MOST_COUNT, whole: true })
  const most = MOST_HOURS[thing?.kind ?? 'machines']
  const hours = row.number('hours', { least: 0, most, whole: false }) ?? FULL_WEEK
  const attributes = attributesOf(row)
  const said = Object.keys(attributes).length > 0
  if (said && thing?.kind === 'workforce') row.fault(columnOf(attributes), onlyOfMachines)
  if (place === null || thing === undefined || count === null || row.faults.length > 0) return null
  const entry: MachineEntry = { line: row.line, ...place, resource: thing.kind, id: thing.id, count, hours }
  return said ? { ...entry, attributes } : entry
}

/** Field and bounds of each attribute, as a profile takes them. */
const ATTRIBUTES = [
  { attribute: 'widthCm', field: 'width', most: 2000 },
  { attribute: 'gauge', field: 'gauge', most: 100 },
  { attribute: 'leastGramsPerM2', field: 'least', most: 10_000 },
  { attribute: 'mostGramsPerM2', field: 'most', most: 10_000 },
] as const
const LEAST = 0.1

/** The column of the first attribute that a row says. */
const columnOf = (attributes: MachineAttributes) =>
  ATTRIBUTES.find(({ attribute }) => attributes[attribute] !== undefined)?.field ?? 'width'

function attributesOf(row: Row): MachineAttributes {
  const attributes: MachineAttributes = {}
  for (const { attribute, field, most } of ATTRIBUTES) {
    const value = row.number(field, { least: LEAST, most, whole: false })
    if (value !== null) attributes[attribute] = value
  }
  const { leastGramsPerM2: least, mostGramsPerM2: most } = attributes
  if (least !== undefined && most !== undefined && least > most) row.fault('most', sentences.lighterThanLeast)
  return attributes
}

const onlyOfMachines: Text = {
  fr: 'Laize, jauge et grammages se disent d’une machine, pas d’un métier : videz cette case.',
  en: 'Width, gauge and weights are said of a machine, not of a trade: empty this cell.',
}

function thingOf(row: Row, recogniser: Recogniser) {
  const text = row.required('thing')
  if (text === '') return undefined
  const found = recogniser.things(text)
  const [only, other] = found
  if (only !== undefined && other === undefined) return only
  row.fault('thing', other === undefined ? unknownThing : severalOf(found.map(({ name }) => name)))
  return undefined
}

const unknownThing: Text = {
  fr: '« {cell} » n’est pas reconnu : écrivez le type de machine ou le métier, par exemple « Surjeteuse » ou « Coupeur ».',
  en: '“{cell}” is not recognised: write the type of machine or the trade, such as “Overlocker” or “Cutter”.',
}

/** A cell that may mean several things, with what to write instead. */
export function severalOf(names: readonly Text[]): Text {
  const shown = names.slice(0, 4)
  return {
    fr: `« {cell} » peut vouloir dire plusieurs choses : écrivez ${shown.map(({ fr }) => `« ${fr} »`).join(' ou ')}.`,
    en: `“{cell}” may mean several things: write ${shown.map(({ en }) => `“${en}”`).join(' or ')}.`,
  }
}

type Placed = Pick<MachineEntry, 'site' | 'name' | 'commune'>

function siteOf(row: Row, recogniser: Recogniser, sites: readonly OwnSite[]): Placed | null {
  const own = ({ id, name, commune }: OwnSite): Placed => ({ site: id, name, commune })
  const name = row.text('site')
  const town = row.text('commune') === '' ? null : townOf(row, recogniser)
  const named = sites.filter(site => normalise(site.name) === normalise(name))
  if (name !== '' && named[0]) return own(named[0])
  if (town !== null) {
    const there = name === '' ? sites.filter(({ commune }) => commune === town) : []
    if (there.length === 1 && there[0]) return own(there[0])
    return {
      site: null,
      name: name === '' ? (townByCode(town)?.name ?? town) : name.slice(0, 200),
      commune: town,
    }
  }
  if (row.faults.length > 0) return null
  if (name === '' && sites.length === 1 && sites[0]) return own(sites[0])
  row.fault(
    name === '' ? 'site' : 'commune',
    name === ''
      ? {
          fr: 'Dites de quel site il s’agit : son nom, ou sa commune.',
          en: 'Say which site it is: its name, or its commune.',
        }
      : {
          fr: 'Ce site n’est pas encore dans votre profil : écrivez sa commune sur chaque ligne.',
          en: 'This site is not in your profile yet: write its commune on each line.',
        },
  )
  return null
}

/** The commune of a row, by its INSEE code; null where it is not known, which is then said. */
export function townOf(row: Row, recogniser: Recogniser): string | null {
  const { code, several } = recogniser.town(row.text('commune'))
  if (code !== null) return code
  row.fault(
    'commune',
    several
      ? {
          fr: 'Plusieurs communes répondent à « {cell} » : ajoutez le département, comme « Foix (09) ».',
          en: 'Several communes answer to “{cell}”: add the department, like “Foix (09)”.',
        }
      : {
          fr: '« {cell} » n’est pas une commune connue : écrivez son nom entier, ou son code postal et son nom.',
          en: '“{cell}” is no known commune: write its full name, or its postal code and name.',
        },
  )
  return null
}
