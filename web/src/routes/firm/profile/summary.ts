import { nameOf, recordOf } from '#lib/catalogue.svelte.ts'
import { list, number, percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { ProfileDraft, SiteDraft } from './draft.ts'
import type { Section } from './merge.ts'
import { audienceName } from './words.ts'

const LONGEST = 140

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}

function siteText({ name, town, machines, workforce }: SiteDraft): string {
  const machineCount = sum(machines.map(line => line.count))
  const peopleCount = sum(workforce.map(line => line.count))
  return [
    name || town?.name || m.firm_site_default(),
    m.firm_count_machines({ count: machineCount, shown: number(machineCount) }),
    m.firm_count_people({ count: peopleCount, shown: number(peopleCount) }),
  ].join(', ')
}

const names = (kind: 'norms' | 'materialFamilies', ids: (string | null)[]) =>
  list(ids.flatMap(id => (id === null ? [] : [nameOf(kind, id)])))

/** What a section of a profile says, in a line: to choose between two versions of it. */
export function summaryOf(draft: ProfileDraft, section: Section): string {
  const { orders } = draft
  const made = [...orders.willing, ...orders.unwilling].map(id =>
    nameOf(recordOf('families', id) ? 'families' : 'items', id),
  )
  const texts: Record<Section, () => string> = {
    activity: () => draft.activity,
    sites: () => draft.sites.map(siteText).join(' · '),
    workedMaterials: () => names('materialFamilies', draft.workedMaterials),
    certificates: () =>
      names(
        'norms',
        draft.certificates.map(({ norm }) => norm),
      ),
    availability: () => m.firm_count_weeks({ count: draft.availability.length }),
    orders: () =>
      [
        ...made,
        ...(orders.minimumOrder === null ? [] : [`${m.firm_minimum_order()} ${number(orders.minimumOrder)}`]),
        ...(orders.usualLeadDays === null ? [] : [`${m.firm_lead_days()} ${number(orders.usualLeadDays)}`]),
      ].join(' · '),
    audience: () => audienceName(draft.audience),
    distress: () => (draft.distress === null ? '' : percent((draft.distress.activityLostPercent ?? 0) / 100)),
  }
  const text = texts[section]()
  if (text === '') return m.firm_nothing()
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text
}
