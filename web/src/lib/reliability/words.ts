import { subjectName } from '#lib/catalogue.svelte.ts'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Fact, Told } from './reliability.ts'

type Kind = Told['figures'][number]['kind']

const LABELS: Record<Kind, () => string> = {
  'on-time': m.reliability_on_time,
  accepted: m.reliability_accepted,
  answered: m.reliability_answered,
  awarded: m.reliability_awarded,
  bought: m.reliability_bought,
  replied: m.reliability_replied,
  paid: m.reliability_paid,
}

const HELP: Record<Kind, () => string> = {
  'on-time': m.reliability_on_time_help,
  accepted: m.reliability_accepted_help,
  answered: m.reliability_answered_help,
  awarded: m.reliability_awarded_help,
  bought: m.reliability_bought_help,
  replied: m.reliability_replied_help,
  paid: m.reliability_paid_help,
}

/** What a figure counts, in a few words and in a sentence. */
export const kindLabel = (kind: Kind): string => LABELS[kind]()
export const kindHelp = (kind: Kind): string => HELP[kind]()

/** 9 of 10. */
export const tallyText = ({ kept, of }: { kept: number; of: number }): string =>
  m.reliability_of({ kept: number(kept), of: number(of) })

/** How long it mostly took; null where no time is known. */
export function daysText({ kind, medianDays }: { kind: Kind; medianDays: number | null }): string | null {
  if (medianDays === null) return null
  return kind === 'paid'
    ? m.reliability_days_paid({ count: medianDays })
    : m.reliability_days_answer({ count: medianDays })
}

/** Kinds whose facts lie between two organisations each, so that others read them only where several stand behind. */
export const isBetween = (kind: Kind): boolean => ['on-time', 'accepted', 'answered', 'paid'].includes(kind)

/** What a fact is about, and the page of it for whoever it belongs to. */
export function factTitle({ about }: Pick<Fact, 'about'>): string {
  return about.kind === 'need' ? subjectName(about) : about.title
}

export function factHref({ about, kind }: Pick<Fact, 'about' | 'kind'>): string {
  const isBuyers = ['awarded', 'bought', 'replied', 'paid'].includes(kind)
  if (about.kind === 'contract') return `/${isBuyers ? 'buyer' : 'firm'}/contracts/${about.id}`
  if (about.kind === 'tender') return `/buyer/tenders/${about.id}`
  return isBuyers ? `/buyer/needs/${about.id}` : `/firm/asked#${about.id}`
}
