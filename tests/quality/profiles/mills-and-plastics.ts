/** Real firms that weave, spin, coat, cut plastic, mix. */
import { barrierMasks, type Profile, washableGowns } from '../golden.ts'

export const millsAndPlastics: Profile[] = [
  {
    id: 'porcher',
    says: 'Weaver and coater of technical textiles and composites for cars, aircraft, building and sport; hot-air filters',
    source:
      'https://groupe-ecomedia.com/covid-19-porcher-industries-produit-des-masques-high-tech-made-in-isere/',
    machines: {
      'loom-rapier': 40,
      'loom-airjet': 40,
      warper: 4,
      stenter: 1,
      'coating-line': 2,
      laminating: 1,
    },
    people: { 't-textile-machine': 60, 't-loom-prep': 8, 't-finish': 16 },
    materials: ['woven-technical', 'coated-fabric', 'laminate'],
    grades: {
      couldMake: [...barrierMasks, 'gown-washable'],
      withPartners: ['mask-inclusive', 'gown-polycotton', 'gown-disposable', 'coverall-56', 'body-bag'],
    },
  },
  {
    id: 'chamatex',
    says: 'Technical fabrics for furnishing, aircraft and racing suits; the group has a dyehouse and a sewing firm',
    source:
      'https://www.francebleu.fr/infos/economie-social/la-relance-eco-l-entreprise-textile-ardechoise-chamatex-fournit-des-masques-a-toute-la-region-et-au-1590563375',
    machines: {
      'loom-rapier': 30,
      'loom-jacquard': 10,
      warper: 2,
      'jigger-jet': 4,
      stenter: 2,
      'cnc-multi-ply': 1,
      'sew-lockstitch': 10,
      'sew-overlock': 6,
    },
    people: { 't-textile-machine': 30, 't-finish': 12, 't-sew-op': 15, 't-cut-op': 2 },
    materials: ['woven-technical', 'woven-furnishing'],
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe'],
    },
  },
  {
    id: 'adient',
    says: 'Polyester fabrics for car interiors at Laroque-d’Olmes since 1955, 220 people',
    source:
      'https://azinat.com/2020/10/occitanie-protect-la-region-sengage-pour-le-developpement-dune-filiere-dequipements-sanitaires-100-locale',
    machines: { 'loom-rapier': 40, warper: 4, 'jigger-jet': 3, stenter: 2, laminating: 1 },
    people: { 't-textile-machine': 80, 't-loom-prep': 10, 't-finish': 25 },
    materials: ['woven-furnishing'],
    grades: {
      couldMake: [...barrierMasks, 'gown-washable'],
      withPartners: ['mask-inclusive', 'gown-polycotton'],
    },
  },
  {
    id: 'parkdale',
    says: 'One of the great spinners of the United States, cotton and blends, since 1916',
    source:
      'https://www.dailysignal.com/2020/04/01/textile-industry-aims-to-manufacture-10-million-face-masks-a-week/',
    machines: { 'ring-spin': 100, 'oe-spin': 50 },
    people: { 't-spin': 200 },
    materials: ['yarn-fine', 'yarn-coarse'],
    grades: { withPartners: [...barrierMasks, 'mask-inclusive', 'cap-washable', 'gown-polycotton'] },
  },
  {
    id: 'ptl',
    says: 'Plastic packaging and bin bags, for hospitals among others: film blown, cut and sealed',
    source:
      'https://france3-regions.francetvinfo.fr/normandie/seine-maritime/dieppe/coronavirus-sacs-poubelles-transformes-surblouses-manchettes-soignants-1815734.html',
    machines: { 'film-blower': 6, 'film-sealer': 8, slitter: 2 },
    people: { 't-inj': 20, 't-weld': 10 },
    materials: ['film-pe', 'granulate'],
    grades: {
      makes: ['apron-sleeves'],
      couldMake: ['gown-disposable', 'body-bag', 'overshoe'],
      withPartners: ['film-virucide'],
    },
    uncertain: 'A plain polyethylene gown is graded as a single-use gown.',
  },
  {
    id: 'actuplast',
    says: 'Cuts and machines plastic sheet, PVC among others, for shop fitters at Troyes, 30 people',
    source: 'https://forumeco.fr/plasticite-face-au-covid-19/',
    machines: { 'cut-laser-bed': 1 },
    people: { 't-inj': 10, 't-cad': 2 },
    materials: ['rigid-plastic', 'film-pvc', 'film-pet'],
    grades: { couldMake: ['visor'], withPartners: ['mask-inclusive'] },
  },
  {
    id: 'agence-de-fab',
    says: 'Wide-format printing of banners and volume displays, with machines that cut plastic; 25 people',
    source: 'https://advance-group.blog/agence-de-fab-se-reconvertit-dans-les-visieres-de-protection/',
    machines: { 'cnc-single-ply': 1, 'cut-laser-bed': 1 },
    people: { 't-print': 8, 't-cut-op': 4 },
    materials: ['coated-fabric', 'rigid-plastic'],
    grades: { couldMake: ['visor'], withPartners: ['mask-inclusive', 'body-bag'] },
  },
  {
    id: 'icr-lodi',
    says: 'Perfumes and cosmetics for a jeweller and others, mixed and filled at Lodi',
    source:
      'https://www.leggo.it/moda/moda_riconversione_aziende_armani_prada_cucinelli_mascherine_camici_ultime_notizie_oggi_30_marzo_2020-5140925.html',
    machines: { 'mixer-filler': 6 },
    people: { 't-chem-op': 30 },
    materials: ['gel', 'alcohol-liquid'],
    grades: { makes: ['gel-ha'] },
  },
  {
    id: 'hexis',
    says: 'European leader of adhesive films, cast, coated and slit at Frontignan, 450 people',
    source:
      'https://dis-leur.fr/herault-hexis-fabrique-un-film-plastique-efficace-contre-le-covid-19/?shared=email&msg=fail',
    machines: { 'coating-line': 6, slitter: 6 },
    people: { 't-finish': 60, 't-chem': 6 },
    materials: ['film-adhesive', 'film-pvc'],
    grades: { couldMake: ['film-virucide'], withPartners: ['mask-inclusive'] },
  },
]
