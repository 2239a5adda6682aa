import { bodyOf, type ProfileDraft } from './draft.ts'

/** The parts of a profile that are kept or replaced whole when two people have edited it. */
export const SECTIONS = [
  'activity',
  'sites',
  'workedMaterials',
  'certificates',
  'availability',
  'orders',
  'audience',
  'distress',
] as const satisfies (keyof ProfileDraft)[]
export type Section = (typeof SECTIONS)[number]

/** What a section says, whatever the lines are told apart by. */
function said(draft: ProfileDraft, section: Section): string {
  const body = bodyOf(draft)
  if (section !== 'orders') return JSON.stringify(body[section])
  const { willing, unwilling, minimumOrder, usualLeadDays } = body
  return JSON.stringify([willing, unwilling, minimumOrder, usualLeadDays])
}

/** The sections in which two drafts do not say the same. */
export function changedSections(one: ProfileDraft, other: ProfileDraft): Section[] {
  return SECTIONS.filter(section => said(one, section) !== said(other, section))
}

/** Copies the named sections of one draft over those of another. */
export function withSections(
  draft: ProfileDraft,
  from: ProfileDraft,
  sections: readonly Section[],
): ProfileDraft {
  return { ...draft, ...Object.fromEntries(sections.map(section => [section, from[section]])) }
}

/**
 * What to make of two edits that started from the same profile: `theirs` with what I alone changed, and the sections
 * that both changed differently, in which one has to choose.
 */
export function mergeDrafts(
  base: ProfileDraft,
  mine: ProfileDraft,
  theirs: ProfileDraft,
): { merged: ProfileDraft; conflicts: Section[]; taken: Section[] } {
  const changedByMe = changedSections(base, mine)
  const changedByThem = changedSections(base, theirs)
  const different = changedSections(mine, theirs)
  const conflicts = changedByMe.filter(
    section => changedByThem.includes(section) && different.includes(section),
  )
  return {
    merged: withSections(theirs, mine, changedByMe),
    conflicts,
    taken: changedByThem.filter(section => !changedByMe.includes(section)),
  }
}
