import { regionalDepthNames } from '@maillage/matching/words/labels.ts'
import { nameOf, subjectName } from '#lib/catalogue.svelte.ts'
import { date, euros, list, number } from '#lib/format.ts'
import { inLanguage } from '#lib/language.svelte.ts'
import { claimName, reservedName, visibilityName } from '#lib/need/names.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { FaultCode } from './faults.ts'
import { inOrder, type NeedForm } from './need-form.ts'
import { missingFrom, sound } from './quantities.ts'
import type { Section } from './sections.ts'

export function sectionName(section: Section): string {
  return {
    what: m.need_what_title,
    who: m.need_claim_label,
    'how-many': m.need_many_title,
    when: m.need_when_title,
    where: m.need_where_title,
    norms: m.need_norms_title,
    wishes: m.need_wishes_title,
    words: m.need_text_label,
    more: m.need_more_title,
  }[section]()
}

/** A part of the form in one word, for a list of them. */
export function partName(section: Section): string {
  return {
    what: m.need_part_what,
    who: m.need_part_who,
    'how-many': m.need_part_many,
    when: m.need_part_when,
    where: m.need_part_where,
    norms: m.need_part_norms,
    wishes: m.need_part_wishes,
    words: m.need_part_words,
    more: m.need_part_more,
  }[section]()
}

/** What is missing or wrong with a field, and what to do. */
export function faultText(code: FaultCode, form: NeedForm): string {
  switch (code) {
    case 'subject':
      return m.need_fault_subject()
    case 'claim':
      return m.need_fault_claim()
    case 'quantity':
      return m.need_fault_quantity()
    case 'town':
      return m.need_fault_town()
    case 'date':
      return m.need_fault_date()
    case 'past':
      return m.need_fault_past()
    case 'same-date':
      return m.need_fault_same_date()
    case 'line':
      return m.need_fault_line()
    case 'whole':
      return m.need_fault_whole()
    case 'amount':
      return m.need_fault_amount()
    case 'deliveries-sum':
      return m.need_fault_deliveries({
        difference: differenceText(missingFrom(form.schedule, form.quantity)),
      })
    case 'sizes-sum':
      return m.need_fault_sizes({ difference: differenceText(missingFrom(form.sizes, form.quantity)) })
  }
}

/** How far lines are from their total: « il manque 300 », « 20 de trop ». */
export function differenceText(missing: number | null): string {
  if (missing === null) return ''
  return missing >= 0
    ? m.need_sum_missing({ count: missing, shown: number(missing) })
    : m.need_sum_extra({ count: -missing, shown: number(-missing) })
}

/** A part of a form in a few words, to compare two versions of it. */
export function summaryOf(form: NeedForm, section: Section): string {
  switch (section) {
    case 'what':
      return form.item || form.family ? subjectName(form) : m.need_nothing_said()
    case 'who':
      return form.claim ? claimName(form.claim) : m.need_nothing_said()
    case 'how-many':
      return sound(form.quantity)
        ? [
            quantityIn(unitOf(form.item), form.quantity),
            ...form.sizes.map(({ size, quantity }) => `${size} ${number(quantity ?? 0)}`),
          ].join(' · ')
        : m.need_nothing_said()
    case 'when':
      return inOrder(form.schedule)
        .filter(({ due }) => due !== '')
        .map(({ due, quantity }) => `${date(due, 'day')} ${number(quantity ?? 0)}`)
        .join(' · ')
    case 'where':
      return form.town ? `${form.town.name} (${form.town.department})` : m.need_nothing_said()
    case 'norms':
      return form.norms.length > 0 ? list(form.norms.map(id => nameOf('norms', id))) : m.need_norms_none()
    case 'wishes':
      return [
        inLanguage(regionalDepthNames[form.wishes.regionalDepth]),
        ...(form.wishes.minimumWashes === null
          ? []
          : [m.need_said_washes({ count: form.wishes.minimumWashes })]),
        ...(form.wishes.recyclable ? [m.need_said_recyclable()] : []),
      ].join(' · ')
    case 'words':
      return form.text === '' ? m.need_nothing_said() : form.text.slice(0, 160)
    case 'more':
      return [
        visibilityName(form.visibility),
        m.need_said_partners({ count: form.maximumPartners }),
        ...(form.ceiling === null ? [] : [euros(Math.round(form.ceiling * 100))]),
        ...form.reservedFor.map(reservedName),
        ...(form.excludedFirms.length > 0
          ? [m.need_said_excluded({ count: form.excludedFirms.length })]
          : []),
      ].join(' · ')
  }
}
