import type { Profile, ProfileDraft } from '../profile/schemas.ts'
import type { CheckedNeed } from '../needs/check.ts'
import type { MachineEntry } from './machine-rows.ts'
import type { NeedEntry } from './need-rows.ts'

/** Needs of entries: lines of one reference, about the same thing for the same place, are deliveries of one need. */
export function needsOf(entries: readonly NeedEntry[]): CheckedNeed[] {
  const needs = new Map<string, CheckedNeed>()
  for (const { line, reference, need } of entries) {
    const { item, family, claim, place } = need
    const key =
      reference === '' ? String(line) : JSON.stringify([reference, item, family, claim, place.commune])
    const before = needs.get(key)
    needs.set(key, before === undefined ? need : together(before, need))
  }
  return [...needs.values()]
}

function together(one: CheckedNeed, other: CheckedNeed): CheckedNeed {
  const parts = new Map<string, number>()
  for (const { due, quantity } of [...one.schedule, ...other.schedule])
    parts.set(due, (parts.get(due) ?? 0) + quantity)
  const schedule = [...parts].map(([due, quantity]) => ({ due, quantity }))
  return {
    ...one,
    quantity: one.quantity + other.quantity,
    schedule: schedule.sort((a, b) => (a.due < b.due ? -1 : 1)),
  }
}

/** A saved profile as it would be sent to be saved again. */
export function draftOf(profile: Profile): ProfileDraft {
  const { version, updatedAt, confirmedAt, sites, certificates, ...same } = profile
  return {
    ...same,
    sites: sites.map(({ communeName, department, precision, ...site }) => site),
    certificates: certificates.map(({ status, ...certificate }) => certificate),
  }
}

/** The profile with the machines and people of the sites that the entries name; other sites stay as they are. */
export function profileWith(profile: Profile, entries: readonly MachineEntry[]): ProfileDraft {
  const draft = draftOf(profile)
  const linesOf = (own: readonly MachineEntry[]) => ({
    machines: own.flatMap(({ resource, id, count, hours, attributes }) =>
      resource === 'machines'
        ? [{ type: id, count, hoursPerWeek: hours, ...(attributes !== undefined && { attributes }) }]
        : [],
    ),
    workforce: own.flatMap(({ resource, id, count, hours }) =>
      resource === 'workforce' ? [{ trade: id, people: count, hoursPerWeek: hours }] : [],
    ),
  })
  const sites = draft.sites.map(site => {
    const own = entries.filter(entry => entry.site === site.id)
    return own.length === 0 ? site : { ...site, ...linesOf(own) }
  })
  const added = Map.groupBy(
    entries.filter(({ site }) => site === null),
    ({ name, commune }) => `${commune} ${name}`,
  )
  const nowhere = { id: null, siret: null, address: null, latitude: null, longitude: null, cleanRoom: false }
  return {
    ...draft,
    sites: [
      ...sites,
      ...[...added.values()].flatMap(own => {
        const [first] = own
        return first ? [{ ...nowhere, name: first.name, commune: first.commune, ...linesOf(own) }] : []
      }),
    ],
  }
}
