import Gavel from '@lucide/svelte/icons/gavel'
import BookOpen from '@lucide/svelte/icons/book-open'
import Boxes from '@lucide/svelte/icons/boxes'
import CalendarRange from '@lucide/svelte/icons/calendar-range'
import CloudLightning from '@lucide/svelte/icons/cloud-lightning'
import BadgeCheck from '@lucide/svelte/icons/badge-check'
import Compass from '@lucide/svelte/icons/compass'
import FileSignature from '@lucide/svelte/icons/file-pen-line'
import Factory from '@lucide/svelte/icons/factory'
import Flag from '@lucide/svelte/icons/flag'
import House from '@lucide/svelte/icons/house'
import Link2 from '@lucide/svelte/icons/link-2'
import ListChecks from '@lucide/svelte/icons/list-checks'
import MapIcon from '@lucide/svelte/icons/map'
import MessageCircleQuestion from '@lucide/svelte/icons/message-circle-question-mark'
import Newspaper from '@lucide/svelte/icons/newspaper'
import PackagePlus from '@lucide/svelte/icons/package-plus'
import Recycle from '@lucide/svelte/icons/recycle'
import Replace from '@lucide/svelte/icons/replace'
import Scale from '@lucide/svelte/icons/scale'
import Search from '@lucide/svelte/icons/search'
import Sprout from '@lucide/svelte/icons/sprout'
import Sun from '@lucide/svelte/icons/sun-medium'
import TrendingUp from '@lucide/svelte/icons/trending-up'
import Users from '@lucide/svelte/icons/users'
import Undo2 from '@lucide/svelte/icons/undo-2'
import type { Component } from 'svelte'
import type { Role } from '#lib/session.svelte.ts'
import { m } from '#lib/paraglide/messages.js'

export interface Entry {
  href: string
  label: () => string
  /** For the bar at the bottom of a phone, where the label is too long for it. */
  short?: () => string
  icon: Component
  /** Gone to less often: under « Plus » where there are many. */
  seldom?: true
}

/** What each role goes to, in the order of its day. */
const ENTRIES: Partial<Record<Role, Entry[]>> = {
  operator: [
    { href: '/operator', label: m.nav_region, icon: MapIcon },
    { href: '/operator/queues', label: m.queue_nav, icon: ListChecks },
    { href: '/operator/demand', label: m.demand_regional_nav, icon: TrendingUp },
    { href: '/operator/plans', label: m.plan_nav, icon: CalendarRange },
    { href: '/operator/scenarios', label: m.whatif_nav, icon: CloudLightning },
    { href: '/operator/autonomy', label: m.autonomy_title, icon: Link2 },
    { href: '/operator/pools', label: m.pool_nav, short: m.pool_nav_short, icon: Users },
    { href: '/operator/stocks', label: m.stock_nav, icon: Boxes },
    { href: '/operator/territory', label: m.territory_nav, short: m.territory_nav_short, icon: Sprout },
    { href: '/operator/situation', label: m.situation_title, icon: Newspaper, seldom: true },
    { href: '/operator/collection', label: m.collection_nav, icon: Recycle, seldom: true },
    { href: '/operator/relocation', label: m.relocation_title, icon: House, seldom: true },
    { href: '/operator/certificates', label: m.certificate_queue_nav, icon: BadgeCheck, seldom: true },
    { href: '/operator/reports', label: m.message_reports_nav, icon: Flag, seldom: true },
    { href: '/operator/catalogue', label: m.catalogue_nav, icon: BookOpen, seldom: true },
    { href: '/operator/rules', label: m.rules_nav, icon: Scale, seldom: true },
  ],
  buyer: [
    { href: '/buyer', label: m.nav_today, icon: Sun },
    { href: '/buyer/needs', label: m.nav_buyer_needs, icon: ListChecks },
    { href: '/buyer/needs/new', label: m.nav_new_need, icon: PackagePlus, seldom: true },
    { href: '/buyer/tenders', label: m.tender_nav, icon: Gavel },
    {
      href: '/buyer/contracts',
      label: m.contracts_buyer_nav,
      short: m.contracts_buyer_nav_short,
      icon: FileSignature,
    },
    { href: '/buyer/pools', label: m.pool_nav, short: m.pool_nav_short, icon: Users, seldom: true },
    { href: '/buyer/stocks', label: m.stock_nav, icon: Boxes },
    { href: '/buyer/collection', label: m.collection_nav, icon: Recycle, seldom: true },
  ],
  firm: [
    { href: '/firm', label: m.nav_today, icon: Sun },
    { href: '/firm/profile', label: m.nav_profile, icon: Factory },
    { href: '/firm/explore', label: m.nav_explore, short: m.nav_explore_short, icon: Compass },
    { href: '/firm/needs', label: m.nav_firm_needs, short: m.nav_needs, icon: Search },
    { href: '/firm/asked', label: m.asked_nav, icon: MessageCircleQuestion },
    { href: '/firm/tenders', label: m.tender_nav, icon: Gavel },
    { href: '/firm/contracts', label: m.contracts_firm_nav, icon: FileSignature },
    {
      href: '/firm/order-book',
      label: m.territory_book_nav,
      short: m.territory_book_nav_short,
      icon: BookOpen,
      seldom: true,
    },
    {
      href: '/firm/plan',
      label: m.plan_firm_nav,
      short: m.plan_firm_nav_short,
      icon: CalendarRange,
      seldom: true,
    },
    { href: '/firm/investments', label: m.invest_nav, icon: Replace, seldom: true },
    { href: '/firm/surplus', label: m.surplus_nav, icon: Undo2, seldom: true },
    { href: '/firm/collection', label: m.collection_nav, icon: Recycle, seldom: true },
  ],
  laboratory: [
    { href: '/laboratory', label: m.nav_today, icon: Sun },
    { href: '/firm/contracts', label: m.contracts_firm_nav, icon: FileSignature },
  ],
}

/** The entries of an organisation, role by role; a firm that is a laboratory too has those of a firm, which hold the others. */
export function entriesOf(roles: readonly Role[]): { role: Role; entries: Entry[] }[] {
  return (['operator', 'buyer', 'firm', 'laboratory'] as const)
    .filter(role => roles.includes(role) && !(role === 'laboratory' && roles.includes('firm')))
    .map(role => ({
      role,
      // An operator that buys keeps one set of stocks, and reads them where it runs the region.
      entries: (ENTRIES[role] ?? []).filter(
        ({ href }) => href !== '/buyer/stocks' || !roles.includes('operator'),
      ),
    }))
}

/** The entry a page belongs to: the one with the longest address that the page's begins with. */
export function entryOf(entries: Entry[], path: string): Entry | undefined {
  return entries
    .filter(entry => path === entry.href || path.startsWith(`${entry.href}/`))
    .sort((one, other) => other.href.length - one.href.length)[0]
}
