import { choicesIn, findIn, nameOf } from '#lib/catalogue.svelte.ts'
import type { Choice } from '#lib/components/field.ts'
import { m } from '#lib/paraglide/messages.js'
import { FULL_WEEK, newKey, type Resource, type ResourceLine } from './draft.ts'
import { parseTable, type PastedLine } from './paste.ts'

const KINDS = { machines: 'machineTypes', workforce: 'trades' } as const

/** Machine types or trades for what is typed. */
export function choicesOf(resource: Resource, text: string): Choice[] {
  return choicesIn(KINDS[resource], text)
}

/** What a line is called: by the catalogue where it is recognised, in the firm's own words before. */
export function lineName(resource: Resource, line: ResourceLine): string {
  return line.id === null ? line.words : nameOf(KINDS[resource], line.id)
}

/** The type or trade that words mean: the one called exactly so, or the only one that answers. Null where one has to ask. */
export function recognise(resource: Resource, words: string): string | null {
  const found = findIn(KINDS[resource], words)
  const [first, second] = found
  if (!first) return null
  const alone = second === undefined
  const onlyExact = first.exact && !second?.exact
  return alone || onlyExact ? first.record.id : null
}

/** A line for a type that was chosen; its hours are those of the line before. */
export function newLine(id: string, before: ResourceLine | undefined): ResourceLine {
  return { key: newKey(), id, words: '', count: null, hours: before?.hours ?? FULL_WEEK }
}

/** The lines of a pasted table, each recognised where its words are known. */
export function linesOf(resource: Resource, text: string, before: ResourceLine | undefined): ResourceLine[] {
  return parseTable(text).map(({ words, count, hours }: PastedLine) => ({
    key: newKey(),
    id: recognise(resource, words),
    words,
    count,
    hours: hours ?? before?.hours ?? FULL_WEEK,
  }))
}

/** What the two lists are called, and what one types in them. */
export const WORDS = {
  machines: {
    title: m.firm_machines_title,
    lead: m.firm_machines_lead,
    add: m.firm_machines_add,
    placeholder: m.firm_machines_placeholder,
    thing: m.firm_machines_thing,
    count: m.firm_machines_count,
    countOf: m.firm_machines_count_of,
    total: m.firm_machines_total,
    example: m.firm_machines_example,
  },
  workforce: {
    title: m.firm_people_title,
    lead: m.firm_people_lead,
    add: m.firm_people_add,
    placeholder: m.firm_people_placeholder,
    thing: m.firm_people_thing,
    count: m.firm_people_count,
    countOf: m.firm_people_count_of,
    total: m.firm_people_total,
    example: m.firm_people_example,
  },
} as const
