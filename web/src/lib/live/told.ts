import {
  partOf,
  type Suggestion,
  type SuggestionCause,
  type SuggestionChange,
  whyNow,
} from '@maillage/matching/words/suggestion.ts'
import { nameOf } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { language } from '#lib/language.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { collectionTold } from './collection-told.ts'
import { contractTold } from './contract-told.ts'
import type { Notification } from './messages.ts'
import { poolTold } from './pool-told.ts'
import { planTold } from './plan-told.ts'
import { stockTold } from './stock-told.ts'

/** A notification as it is shown: what happened, the figures that matter, and where to see it. */
export interface Told {
  title: string
  body: string
  /** Why it is told, where it says so. */
  reason?: string
  link: string | null
}

/** Needs that the line of a digest names. */
const NAMED = 3

const CHANGES: readonly SuggestionChange[] = [
  'new',
  'entered-first-ten',
  'became-feasible',
  'no-longer-feasible',
  'need-revised',
  'does-more',
]
const CAUSES: readonly SuggestionCause[] = ['need', 'own-profile', 'other-firm']

type Values = Record<string, unknown>

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function figure(values: Values, key: string): number {
  const value = values[key]
  return typeof value === 'number' ? value : 0
}

function text(values: Values, key: string): string {
  const value = values[key]
  return typeof value === 'string' ? value : ''
}

function count(values: Values, key: string): number {
  const value = values[key]
  return Array.isArray(value) ? value.length : 0
}

/** « 20 000 × Surblouse lavable, 30 janv. » */
function needLine(need: Values): string {
  const item = text(need, 'item')
  const family = text(need, 'family')
  const name = item ? nameOf('items', item) : nameOf('families', family)
  const due = text(need, 'due')
  return m.told_need({
    quantity: number(figure(need, 'quantity')),
    name,
    due: due ? date(due, 'day') : '',
  })
}

function needFits(data: Values): Pick<Told, 'title' | 'body' | 'reason'> {
  const titles: Record<string, () => string> = {
    'no-longer-feasible': m.told_fits_lost,
    'became-feasible': m.told_fits_feasible,
    'entered-first-ten': () => m.told_fits_entered({ rank: figure(data, 'rank') }),
    'need-revised': m.told_fits_revised,
    'does-more': m.told_fits_more,
  }
  const title = (titles[text(data, 'change')] ?? m.told_fits_new)()
  return { title, body: needLine(valuesOf(data['need'])), reason: reasonOf(data) }
}

/** What the firm would do of the need, and why it is told now; nothing where an older server did not say. */
function reasonOf(data: Values): string {
  const { work } = data
  const change = CHANGES.find(one => one === data['change'])
  const cause = CAUSES.find(one => one === data['cause'])
  if (change === undefined || cause === undefined || !Array.isArray(work)) return ''
  const suggestion: Suggestion = {
    change,
    cause,
    rank: figure(data, 'rank'),
    feasible: data['feasible'] === true,
    partners: figure(data, 'partners'),
    work: work.map(valuesOf).map(one => ({
      process: text(one, 'process'),
      mode: one['mode'] === 'direct' ? 'direct' : 'reoriented',
    })),
  }
  const processName = (id: string) => nameOf('processes', id)
  return [partOf(suggestion, language(), processName), whyNow(suggestion, language())]
    .filter(Boolean)
    .join(' ')
}

function needsDigest(data: Values): Pick<Told, 'title' | 'body'> {
  const needs = Array.isArray(data['needs']) ? data['needs'].map(valuesOf) : []
  const shown = needs.slice(0, NAMED).map(one => needLine(valuesOf(one['need'])))
  const more = figure(data, 'total') - shown.length
  return {
    title: m.told_digest({ count: figure(data, 'total') }),
    body: [...shown, ...(more > 0 ? [m.told_digest_more({ count: more })] : [])].join(' · '),
  }
}

function matchesChanged(data: Values): Pick<Told, 'title' | 'body'> {
  const entered = count(data, 'entered')
  const feasible = count(data, 'becameFeasible')
  const lost = count(data, 'lost')
  const title =
    entered > 0
      ? m.told_matches_entered({ count: entered })
      : feasible > 0
        ? m.told_matches_feasible({ count: feasible })
        : m.told_matches_lost({ count: lost })
  return { title, body: needLine(valuesOf(data['need'])) }
}

/** What is new in a saved search: its name, and what it found by its titles. */
function searchFound(data: Values): Pick<Told, 'title' | 'body'> {
  const found = Array.isArray(data['found']) ? data['found'].map(valuesOf) : []
  const titles = found.map(one => text(valuesOf(one['title']), language()))
  const more = figure(data, 'total') - titles.length
  return {
    title: m.told_search({ name: text(data, 'name') }),
    body: [...titles, ...(more > 0 ? [m.told_digest_more({ count: more })] : [])].join(' · '),
  }
}

const TENDER_TITLES: Record<string, () => string> = {
  'tender-published': m.told_tender_published,
  'tender-amended': m.told_tender_amended,
  'tender-answered': m.told_tender_answered,
  'tender-ended': m.told_tender_ended,
  'tender-question': m.told_tender_question,
  'tender-opened': m.told_tender_opened,
  'tender-decided': m.told_tender_decided,
  'tender-price-asked': m.told_tender_price_asked,
  'tender-price-answered': m.told_tender_price_answered,
  'tender-round-invited': m.told_tender_round_invited,
  'tender-round-opened': m.told_tender_round_opened,
  'tender-candidacy-asked': m.told_tender_candidacy_asked,
  'tender-candidacy-answered': m.told_tender_candidacy_answered,
  'tender-completion-asked': m.told_tender_completion_asked,
  'tender-completion-answered': m.told_tender_completion_answered,
}

/** What became of a tender; its buyer reads it where it is run. */
function tenderTold(kind: string, data: Values): Told {
  const tender = valuesOf(data['tender'])
  // `tender-answered` goes to all: the buyer has answered a question.
  const isToBuyer = kind === 'tender-question' || (kind.endsWith('-answered') && kind !== 'tender-answered')
  const folder = isToBuyer ? '/buyer/tenders' : '/tenders'
  return {
    title: (TENDER_TITLES[kind] ?? m.told_other)(),
    body: text(tender, 'title'),
    link: `${folder}/${text(tender, 'id')}`,
  }
}

const GROUP_NEWS: Record<string, (by: { by: string }) => string> = {
  changed: m.told_group_changed,
  consented: m.told_group_consented,
  declined: m.told_group_declined,
  left: m.told_group_left,
  removed: m.told_group_removed,
  dissolved: m.told_group_dissolved,
  'price-awaited': m.told_group_price_awaited,
  'price-sent': m.told_group_price_sent,
  'replacement-proposed': m.told_group_replacement_proposed,
  'member-replaced': m.told_group_member_replaced,
  'offer-sealed': m.told_group_offer_sealed,
  'offer-withdrawn': m.told_group_offer_withdrawn,
}

/** What became of a group of firms; and that its offer no longer counts, where it does not. */
function groupTold(kind: string, data: Values): Told {
  const group = valuesOf(data['group'])
  const tender = text(valuesOf(group['tender']), 'title')
  const by = text(data, 'by')
  return {
    title:
      kind === 'group-invited'
        ? m.told_group_invited({ lead: text(data, 'lead') })
        : (GROUP_NEWS[text(data, 'happened')] ?? m.told_other)({ by }),
    body: [tender, data['offerVoid'] === true && m.told_group_offer_void()].filter(Boolean).join(' · '),
    link: `/groups/${text(group, 'id')}`,
  }
}

/** What became of certificates: for the operator one to verify, for a firm what was decided and what ends. */
function certificateTold({ kind, data }: Notification): Told | null {
  const norm = nameOf('norms', text(data, 'norm'))
  const link = '/firm/profile/certificates'
  if (kind === 'certificate-sent') {
    const title = m.told_certificate_sent({ firm: text(data, 'firm') })
    return { title, body: norm, link: '/operator/certificates' }
  }
  if (kind === 'certificate-checked') {
    const refused = data['decision'] === 'refused'
    const body = [norm, text(data, 'reason')].filter(Boolean).join(' · ')
    return { title: refused ? m.told_certificate_refused() : m.told_certificate_verified(), body, link }
  }
  if (kind === 'certificate-ends')
    return { title: m.told_certificate_ends({ date: date(text(data, 'validUntil')) }), body: norm, link }
  if (kind === 'certificate-lapsed')
    return { title: m.told_certificate_lapsed(), body: m.told_certificate_lapsed_text({ norm }), link }
  return null
}

/** The words of a notification, in the reader's language. A kind of a newer server is told without figures. */
export function told(notification: Notification): Told {
  const { kind, needId, data } = notification
  if (kind === 'need-fits')
    return { ...needFits(data), link: needId ? `/firm/needs/${needId}` : '/firm/needs' }
  if (kind === 'needs-digest') return { ...needsDigest(data), link: '/firm/needs' }
  if (kind === 'matches-changed') {
    return { ...matchesChanged(data), link: needId ? `/buyer/needs/${needId}` : '/buyer/needs' }
  }
  if (kind === 'contact-asked') {
    const buyer = text(data, 'buyer')
    const title = data['again'] === true ? m.told_contact_again({ buyer }) : m.told_contact_asked({ buyer })
    return { title, body: needLine(valuesOf(data['need'])), link: `/firm/asked#${needId ?? ''}` }
  }
  if (kind === 'contact-answered') {
    const firm = text(data, 'firm')
    const accepted = data['state'] === 'accepted'
    return {
      title: accepted ? m.told_contact_accepted({ firm }) : m.told_contact_declined({ firm }),
      body: needLine(valuesOf(data['need'])),
      link: `/buyer/needs/${needId ?? ''}/contacts`,
    }
  }
  if (kind === 'organisation-verified')
    return {
      title: m.told_organisation_verified(),
      body: m.told_organisation_verified_text({ by: text(data, 'by') }),
      link: '/',
    }
  if (kind === 'profile-to-confirm')
    return {
      title: m.told_profile_to_confirm(),
      body: m.told_profile_to_confirm_text({ by: text(data, 'by') }),
      link: '/firm/profile',
    }
  if (kind.startsWith('tender-')) return tenderTold(kind, data)
  if (kind.startsWith('group-')) return groupTold(kind, data)
  if (kind.startsWith('pool-')) return poolTold(kind, data)
  if (kind === 'collection-news') return collectionTold(data)
  const contract = contractTold(notification) ?? stockTold(notification) ?? planTold(notification)
  if (contract) return contract
  if (kind === 'search-found') return { ...searchFound(data), link: `/search?${text(data, 'query')}` }
  if (kind === 'message-came') {
    const about = text(valuesOf(data['title']), language())
    const body = [about, text(data, 'excerpt')].filter(Boolean).join(' · ')
    const title = m.told_message({ from: text(data, 'from') })
    return { title, body, link: `/messages/${text(data, 'thread')}` }
  }
  if (kind === 'message-reported')
    return {
      title: m.told_message_reported(),
      body: m.told_message_reported_text(),
      link: '/operator/reports',
    }
  if (kind === 'webhook-failed')
    return {
      title: m.told_webhook_failed(),
      body: m.told_webhook_failed_text({ host: text(data, 'host') }),
      link: `/organisations/${text(data, 'organisation')}/webhooks`,
    }
  if (kind === 'fact-reported')
    return {
      title: m.told_fact_reported(),
      body: m.told_fact_reported_text(),
      link: '/operator/reports#disputed',
    }
  if (kind === 'fact-decided') {
    const title = data['decision'] === 'kept' ? m.told_fact_kept() : m.told_fact_left_out()
    return { title, body: text(data, 'said'), link: null }
  }
  return certificateTold(notification) ?? { title: m.told_other(), body: '', link: null }
}
