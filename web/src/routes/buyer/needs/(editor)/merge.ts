import { inOrder, type NeedForm } from './need-form.ts'
import { FIELDS, SECTIONS, type Section } from './sections.ts'

/** What a part of a form says, whatever its lines are told apart by; lines that say nothing yet are no change. */
function said(form: NeedForm, section: Section): string {
  if (section === 'when') {
    const lines = inOrder(form.schedule).filter(({ due, quantity }) => due !== '' || quantity !== null)
    return JSON.stringify(lines.map(({ due, quantity }) => [due, quantity]))
  }
  if (section === 'where') return form.town?.code ?? ''
  if (section === 'norms') return JSON.stringify(form.norms)
  return JSON.stringify(FIELDS[section].map(field => form[field]))
}

/** The parts in which two forms do not say the same. */
export function changedSections(one: NeedForm, other: NeedForm): Section[] {
  return SECTIONS.filter(section => said(one, section) !== said(other, section))
}

/** Puts the named parts of one form in the place of another's. */
export function withSections(form: NeedForm, from: NeedForm, sections: readonly Section[]): NeedForm {
  const fields = sections.flatMap(section => FIELDS[section])
  return { ...form, ...Object.fromEntries(fields.map(field => [field, from[field]])) }
}

/**
 * What to make of two edits that started from the same need: `theirs` with what I alone changed, and the parts that
 * both changed differently, in which one has to choose.
 */
export function mergeForms(
  base: NeedForm,
  mine: NeedForm,
  theirs: NeedForm,
): { merged: NeedForm; conflicts: Section[]; taken: Section[] } {
  const byMe = changedSections(base, mine)
  const byThem = changedSections(base, theirs)
  const different = changedSections(mine, theirs)
  return {
    merged: withSections(theirs, mine, byMe),
    conflicts: byMe.filter(section => byThem.includes(section) && different.includes(section)),
    taken: byThem.filter(section => !byMe.includes(section)),
  }
}
