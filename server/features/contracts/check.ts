import type { OrganisationTable } from '@maillage/db/tables/parties.ts'
import type { Item } from '@maillage/matching/catalogue.ts'
import { duplicates, type Fault, sentences } from '../../problems/faults.ts'
import type { Known } from '../catalogue/known.ts'
import { said } from './said.ts'
import type { Terms } from './schemas.ts'

/** What the terms of a contract are judged by, read from the database. */
export interface Context {
  buyerId: string
  known: Known
  needs: Map<string, { organisationId: string; item: string | null; family: string | null }>
  /** Needs of other buyers that it is concluded for: members of a pool that the buyer coordinates. */
  ofMembers: ReadonlySet<string>
  firms: Map<string, Pick<OrganisationTable, 'name' | 'roles'> & { status: string }>
}

const WHOLE = 10_000

const fault = (field: string, message: Fault['message']): Fault => ({ field, message })

/** Who the parties are: one lead a holder, shares that add up, firms that exist, nobody twice. */
function partyFaults({ holders, form }: Terms, { buyerId, firms }: Context): Fault[] {
  const faults = form === 'order' && holders.length > 1 ? [fault('/holders', said.oneHolder)] : []
  return holders.reduce((all, { parties }, holder) => {
    const path = `/holders/${holder}/parties`
    const leads = parties.filter(({ isLead }) => isLead)
    if (leads.length !== 1) all.push(fault(path, said.oneLead))
    parties.forEach(({ firmId, name, role, isLead, share }, at) => {
      const firm = firmId === null ? undefined : firms.get(firmId)
      if (firmId === null && name.trim() === '') all.push(fault(`${path}/${at}/name`, said.noName))
      if (firmId !== null && firmId === buyerId) all.push(fault(`${path}/${at}/firmId`, said.self))
      else if (firmId !== null && firm === undefined) all.push(fault(`${path}/${at}/firmId`, said.noFirm))
      else if (firm?.status === 'suspended') all.push(fault(`${path}/${at}/firmId`, said.suspended))
      if (isLead && role !== 'partner') all.push(fault(`${path}/${at}/role`, said.leadIsPartner))
      if (share !== null && role !== 'partner') all.push(fault(`${path}/${at}/share`, said.noShare))
    })
    const partners = parties.filter(({ role }) => role === 'partner')
    const shares = partners.flatMap(({ share }) => share ?? [])
    if (
      shares.length > 0 &&
      (shares.length < partners.length || shares.reduce((sum, share) => sum + share, 0) !== WHOLE)
    )
      all.push(fault(path, said.shares))
    const ids = parties.map(({ firmId }, at) => firmId ?? `outside ${at}`)
    return [...all, ...duplicates(ids, path, '/firmId')]
  }, faults)
}

/** What a framework has that an order has not, and the other way round. */
function formFaults(terms: Terms): Fault[] {
  const { form, ends, starts, allocation, minimumCents, maximumCents, holders, options, lines } = terms
  const faults: Fault[] = []
  if (ends !== null && ends < starts) faults.push(fault('/ends', said.endsBefore))
  if (form === 'order') {
    if (maximumCents !== null) faults.push(fault('/maximumCents', said.frameworkOnly))
    if (minimumCents !== null) faults.push(fault('/minimumCents', said.frameworkOnly))
    if (allocation !== null) faults.push(fault('/allocation', said.frameworkOnly))
    return faults
  }
  if (ends === null) faults.push(fault('/ends', said.ends))
  if (maximumCents === null || maximumCents === 0) faults.push(fault('/maximumCents', said.maximum))
  else if (minimumCents !== null && minimumCents > maximumCents)
    faults.push(fault('/minimumCents', said.minimum))
  if (holders.length > 1 && allocation === null) faults.push(fault('/allocation', said.allocation))
  if (holders.length === 1 && allocation !== null) faults.push(fault('/allocation', said.noAllocation))
  if (options.length > 0) faults.push(fault('/options', said.optionsOfOrder))
  const priced = lines.map(({ holder, item, size }) => `${holder} ${item} ${size ?? ''}`)
  return [...faults, ...duplicates(priced, '/lines', '/item')]
}

function meetsFaults(
  meets: { needId: string; due: string },
  item: Item,
  field: string,
  terms: Terms,
  { needs }: Context,
): Fault[] {
  const need = terms.needs.includes(meets.needId) ? needs.get(meets.needId) : undefined
  if (need === undefined) return [fault(`${field}/needId`, said.notAmongNeeds)]
  const suits = need.item === null ? item.family === need.family : item.id === need.item
  if (!suits) return [fault(`${field}/needId`, said.otherItem)]
  if (meets.due < terms.starts) return [fault(`${field}/due`, said.dueBefore)]
  return []
}

function lineFaults(terms: Terms, context: Context): Fault[] {
  const { form, holders, lines, options } = terms
  const itemOf = (at: number) => context.known.items.get(lines[at]?.item ?? '')
  const ofLines = lines.flatMap(({ holder, party, item: id, size, meets }, at): Fault[] => {
    const path = `/lines/${at}`
    const parties = holders[holder]?.parties
    if (parties === undefined) return [fault(`${path}/holder`, said.noHolder)]
    const deliverer = party === null ? undefined : parties[party]
    if (party !== null && deliverer?.role !== 'partner') return [fault(`${path}/party`, said.noParty)]
    const item = context.known.items.get(id)
    if (item === undefined) return [fault(`${path}/item`, sentences.unknown)]
    if (size !== null && !item.sizes.includes(size)) return [fault(`${path}/size`, said.noSuchSize)]
    if (form === 'framework') return meets === null ? [] : [fault(`${path}/meets`, said.meetsLater)]
    if (meets === null) return [fault(`${path}/meets`, said.meets)]
    return meetsFaults(meets, item, `${path}/meets`, terms, context)
  })
  const ofOptions = options.flatMap(({ line, exerciseBy, ...meets }, at): Fault[] => {
    const item = itemOf(line)
    if (item === undefined) return [fault(`/options/${at}/line`, said.noLine)]
    const late = exerciseBy > meets.due ? [fault(`/options/${at}/exerciseBy`, said.exerciseLate)] : []
    return [...late, ...meetsFaults(meets, item, `/options/${at}`, terms, context)]
  })
  return [...ofLines, ...ofOptions]
}

/** What a schema cannot know of a contract's terms: every fault at once, each by its field. */
export function checkTerms(terms: Terms, context: Context): Fault[] {
  const strangers = terms.needs.flatMap((id, at) =>
    context.needs.get(id)?.organisationId === context.buyerId || context.ofMembers.has(id)
      ? []
      : [fault(`/needs/${at}`, said.notYourNeed)],
  )
  return [...strangers, ...formFaults(terms), ...partyFaults(terms, context), ...lineFaults(terms, context)]
}
