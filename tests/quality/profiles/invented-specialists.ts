/** Invented firms that make one protective product already. */
import type { Profile } from '../golden.ts'

export const inventedSpecialists: Profile[] = [
  {
    id: 'shield-maker',
    says: 'Face shields: moulded head bands, PETG screens die cut, assembled by hand',
    source: null,
    machines: { 'inject-press': 2, 'press-die': 2 },
    people: { 't-inj': 6, 't-cut-op': 4 },
    materials: ['rigid-plastic', 'film-pet', 'moulded-protective'],
    grades: { makes: ['visor'], withPartners: ['mask-inclusive'] },
  },
  {
    id: 'body-bag-maker',
    says: 'Funeral covers of polyethylene and biodegradable film: cut flat, sealed, zips sewn in',
    source: null,
    machines: { 'film-sealer': 3, 'cnc-single-ply': 1, 'sew-leather': 2 },
    people: { 't-weld': 5, 't-cut-op': 2, 't-sew-leather': 2 },
    materials: ['film-pe', 'film-biodegradable'],
    grades: { makes: ['body-bag'], withPartners: ['apron-sleeves', 'gown-disposable', 'overshoe'] },
    uncertain: 'Aprons of the same film are a change of format: some would grade them 2.',
  },
  {
    id: 'antimicrobial-film-maker',
    says: 'Protective films for touched surfaces, coated with an active varnish, glued, slit',
    source: null,
    machines: { 'coating-line': 2, slitter: 3 },
    people: { 't-finish': 12, 't-chem': 2 },
    materials: ['film-adhesive', 'film-pp', 'varnish'],
    grades: { makes: ['film-virucide'], withPartners: ['mask-inclusive'] },
  },
  {
    id: 'hygiene-laboratory',
    says: 'Soaps, lotions and hand gels for kitchens and clinics',
    source: null,
    machines: { 'mixer-filler': 3, flowpack: 1 },
    people: { 't-chem-op': 12, 't-lab': 2 },
    materials: ['gel', 'alcohol-liquid', 'packaging'],
    grades: { makes: ['gel-ha'] },
  },
]
