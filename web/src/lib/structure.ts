import type { Reply } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'

type Structure = Reply<'/api/firms/{firmId}', 'get'>['structure']

/** What a form of organisation is called. */
export function structureName(structure: Structure): string {
  return {
    company: m.organisation_structure_company,
    esat: m.organisation_structure_esat,
    ea: m.organisation_structure_ea,
    siae: m.organisation_structure_siae,
    'public-body': m.organisation_structure_public,
    association: m.organisation_structure_association,
  }[structure]()
}
