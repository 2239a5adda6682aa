/** Firms of the second set (`second-set.ts`) in their own words, graded likewise. */
import type { Graded } from '../golden.ts'

export interface TextProfile {
  id: string
  text: string
  grades: Graded
  never: string[]
}

export const texts: TextProfile[] = [
  {
    id: 'text-spunlace',
    text: 'Fabricant de lingettes spunlace, 1 ligne de 2,4 m, 35 salariés.',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-disposable'],
      withPartners: ['mask-inclusive'],
    },
    never: ['nw-sb', 'nw-mb', 'line-mask', 'us-weld'],
  },
  {
    id: 'text-spunbond',
    text: "Nous produisons des voiles spunbond polypropylène de 17 à 60 g/m² pour l'agriculture (voiles de forçage), deux lignes en 3,2 m et une refendeuse.",
    grades: {
      couldMake: ['mask-surg-I', 'mask-surg-II', 'mask-surg-IIR', 'gown-disposable', 'cap', 'overshoe'],
      withPartners: ['coverall-56', 'ffp2', 'ffp3', 'mask-uns1-adult', 'mask-uns1-child'],
    },
    never: ['nw-mb', 'sew', 'weave'],
  },
  {
    id: 'text-terry',
    text: "Tissage de linge de bain en éponge : 18 métiers, atelier d'ourlage avec 10 piqueuses plates et 4 surjeteuses, 22 couturières.",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-washable', 'gown-polycotton', 'cap-washable'],
      withPartners: ['gown-disposable', 'coverall-56', 'mask-inclusive', 'cap'],
    },
    never: ['nw-sb', 'nw-mb'],
  },
  {
    id: 'text-warpknit',
    text: "Tricotage chaîne (Rachel et indémaillable) de mailles polyester pour le sport et l'automobile, 20 métiers, teinture et rame intégrées, 60 personnes",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child'],
      withPartners: ['mask-inclusive', 'gown-washable', 'coverall-56', 'cap-washable'],
    },
    never: ['nw-sb'],
  },
  {
    id: 'text-seamless',
    text: 'We knit seamless underwear and sportswear on 30 Santoni machines and finish it on overlock and coverstitch machines; 25 machinists.',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child'],
      withPartners: [
        'mask-inclusive',
        'gown-washable',
        'gown-polycotton',
        'cap-washable',
        'gown-disposable',
        'coverall-56',
      ],
    },
    never: ['weave', 'nw-sb'],
  },
  {
    id: 'text-tarpaulin',
    text: "Confection de bâches PVC pour camions et piscines, soudure haute fréquence, table de découpe, pose d'œillets, 14 personnes",
    grades: {
      couldMake: ['body-bag'],
      withPartners: [
        'visor',
        'gown-polycotton',
        'gown-washable',
        'gown-disposable',
        'mask-uns1-adult',
        'mask-uns1-child',
        'coverall-56',
        'apron-sleeves',
      ],
    },
    never: ['us-weld', 'nw-sb'],
  },
  {
    id: 'text-suits',
    text: 'Maison de costumes et vestes sur mesure : coupeurs, 30 piqueuses plates, presses à repasser et à thermocoller. Nous travaillons la laine et le coton.',
    grades: {
      makes: ['mask-uns1-adult', 'mask-uns1-child'],
      couldMake: ['gown-washable', 'gown-polycotton', 'cap-washable', 'mask-inclusive'],
      withPartners: ['gown-disposable', 'coverall-56', 'cap'],
    },
    never: ['weave', 'us-weld'],
  },
  {
    id: 'text-tents',
    text: 'Fabrication de stores bannes et tentes de réception : toile acrylique et polyester enduit, machines à coudre double aiguille, soudeuse HF, découpe laser et traceur.',
    grades: {
      couldMake: [
        'gown-washable',
        'gown-polycotton',
        'body-bag',
        'coverall-56',
        'gown-disposable',
        'mask-uns1-adult',
        'mask-uns1-child',
        'visor',
      ],
      withPartners: ['cap-washable', 'mask-inclusive', 'cap'],
    },
    never: ['us-weld', 'nw-sb'],
  },
  {
    id: 'text-leather',
    text: 'Maroquinerie de luxe, 45 artisans, presses à découper et machines à coudre triple entraînement, sacs et petite maroquinerie',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'visor'],
      withPartners: [
        'mask-inclusive',
        'body-bag',
        'gown-washable',
        'gown-polycotton',
        'cap-washable',
        'cap',
        'coverall-56',
        'gown-disposable',
        'overshoe',
      ],
    },
    never: ['weave', 'us-weld'],
  },
  {
    id: 'text-corsets',
    text: 'Atelier de corseterie et soutiens-gorge à Figeac : 16 corsetières, point zigzag, surjeteuses, moulage de bonnets',
    grades: {
      makes: ['mask-uns1-adult', 'mask-uns1-child'],
      couldMake: ['mask-inclusive', 'gown-washable', 'gown-polycotton', 'cap-washable', 'gown-disposable'],
      withPartners: ['coverall-56', 'cap', 'ffp2', 'ffp3', 'overshoe'],
    },
    never: ['knit', 'weave'],
  },
  {
    id: 'text-thermoform',
    text: 'Thermoformage de barquettes et blisters en PET, 5 thermoformeuses et deux presses de découpe, salle propre',
    grades: { couldMake: ['visor'], withPartners: ['ffp2', 'ffp3', 'mask-inclusive', 'decon-device'] },
    never: ['inject', 'sew'],
  },
  {
    id: 'text-print3d',
    text: "Bureau d'impression 3D, 12 imprimantes FDM et 2 SLS, prototypage et petites séries",
    grades: { makes: ['visor'] },
    never: ['inject', 'sew', 'thermoform'],
  },
  {
    id: 'text-foam',
    text: 'Découpe et transformation de mousses polyuréthane pour literie et sièges : scies à ruban, découpe au jet, contrecollage',
    grades: {
      withPartners: [
        'visor',
        'mask-uns1-adult',
        'mask-uns1-child',
        'gown-disposable',
        'gown-washable',
        'gown-polycotton',
        'coverall-56',
        'cap',
        'mask-inclusive',
        'body-bag',
      ],
    },
    never: ['weave', 'nw-sb'],
  },
  {
    id: 'text-distillery',
    text: "Distillerie d'eaux-de-vie et liqueurs, chais et ligne d'embouteillage, 12 salariés",
    grades: { couldMake: ['gel-ha'] },
    never: ['sew', 'inject'],
  },
  {
    id: 'text-cosmetics',
    text: 'Contract manufacturer of creams and shampoos: mixing vessels, tube and bottle filling lines, quality laboratory, 80 staff.',
    grades: { couldMake: ['gel-ha'] },
    never: ['sew', 'inject'],
  },
  {
    id: 'text-perfume',
    text: "Parfumeur à Grasse, conditionnement de parfums et d'eaux de toilette, zone ATEX pour l'alcool",
    grades: { couldMake: ['gel-ha'] },
    never: ['sew'],
  },
  {
    id: 'text-carton',
    text: 'Cartonnage et étuis pliants : presses à découper à plat, plieuses-colleuses, impression offset',
    grades: {
      couldMake: ['visor'],
      withPartners: ['cap', 'overshoe', 'mask-uns1-adult', 'mask-uns1-child', 'mask-inclusive'],
    },
    never: ['sew', 'coat'],
  },
  {
    id: 'text-elastics',
    text: "Fabricant d'élastiques tricotés crochet et tressés, rubans pour lingerie, 40 crocheteuses et 60 tresseuses",
    grades: {
      withPartners: [
        'mask-uns1-adult',
        'mask-uns1-child',
        'mask-surg-I',
        'mask-surg-II',
        'mask-surg-IIR',
        'ffp2',
        'ffp3',
        'cap',
        'overshoe',
        'visor',
        'mask-inclusive',
        'gown-washable',
        'coverall-56',
      ],
    },
    never: ['nw-sb', 'us-weld'],
  },
  {
    id: 'text-lab',
    text: "Laboratoire d'essais textiles accrédité : perméabilité à l'air, dynamométrie, colorimétrie",
    grades: {},
    never: ['sew', 'weave', 'mix-fill'],
  },
  {
    id: 'text-gloves',
    text: 'Fabricant de gants de ménage en latex par trempage, deux chaînes, 50 personnes',
    grades: { withPartners: ['glove-nitrile', 'glove-vinyl'] },
    never: ['sew', 'nw-sb'],
  },
  {
    id: 'text-cartrim',
    text: 'Garnitures intérieures automobiles : découpe de coiffes de sièges sur tables Lectra, couture de 40 piqueuses triple entraînement et soudure ultrasons',
    grades: {
      couldMake: [
        'mask-uns1-adult',
        'mask-uns1-child',
        'gown-washable',
        'gown-polycotton',
        'gown-disposable',
        'coverall-56',
      ],
      withPartners: ['mask-inclusive', 'body-bag', 'visor', 'cap-washable', 'cap', 'overshoe'],
    },
    never: ['weave', 'nw-sb'],
  },
  {
    id: 'text-sorting',
    text: "Entreprise d'insertion : collecte et tri de vêtements d'occasion, effilochage, petit atelier de retouche avec 5 machines à coudre",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-polycotton', 'gown-washable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'gown-disposable', 'cap', 'coverall-56'],
    },
    never: ['weave', 'nw-sb'],
  },
  {
    id: 'text-laundry',
    text: 'Blanchisserie industrielle hôtelière, 2 tunnels de lavage, calandres, finisseurs, 60 employés',
    grades: {
      withPartners: [
        'gown-washable',
        'gown-polycotton',
        'mask-uns1-adult',
        'mask-uns1-child',
        'cap-washable',
      ],
    },
    never: ['sew', 'weave'],
  },
  {
    id: 'text-auto-weave-en',
    text: 'Weaver of airbag fabric and technical polyamide cloth, 40 one-piece-woven looms, CNC sewing and single-ply laser cutting',
    grades: {
      couldMake: ['gown-washable', 'mask-uns1-adult', 'mask-uns1-child'],
      withPartners: [
        'gown-polycotton',
        'coverall-56',
        'body-bag',
        'gown-disposable',
        'mask-inclusive',
        'visor',
        'cap-washable',
      ],
    },
    never: ['nw-sb', 'us-weld'],
  },
  {
    id: 'text-spunlace-en',
    text: 'Spunlace nonwovens in viscose and polyester, 30 to 120 gsm, two hydroentanglement lines and converting into wipes.',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-disposable'],
      withPartners: ['mask-inclusive'],
    },
    never: ['nw-sb', 'nw-mb', 'line-mask'],
  },
  {
    id: 'text-wipes',
    text: 'Conversion de lingettes imprégnées bébé et ménage : plieuses, imprégnation, flow-pack',
    grades: {
      couldMake: ['gel-ha'],
      withPartners: ['mask-uns1-adult', 'mask-uns1-child', 'cap', 'gown-disposable'],
    },
    never: ['nw-sb', 'nw-mb', 'line-mask', 'sew'],
  },
  {
    id: 'text-hygiene',
    text: 'Usine de serviettes hygiéniques et protège-slips, 4 lignes',
    grades: {
      withPartners: ['mask-uns1-adult', 'mask-uns1-child', 'mask-surg-I', 'mask-surg-II', 'mask-surg-IIR'],
    },
    never: ['nw-sb', 'nw-mb', 'sew'],
  },
  {
    id: 'text-meltblown',
    text: 'Production de meltblown polypropylène pour absorbants industriels et boudins anti-pollution',
    grades: { withPartners: ['mask-surg-I', 'mask-surg-II', 'mask-surg-IIR', 'ffp2', 'ffp3'] },
    never: ['sew', 'nw-sb'],
  },
  {
    id: 'text-needle',
    text: "Feutres aiguilletés pour l'automobile et le bâtiment, cardage, nappage, aiguilletage, 3 lignes",
    grades: { withPartners: ['mask-uns1-adult', 'mask-uns1-child', 'mask-inclusive', 'ffp2', 'ffp3'] },
    never: ['nw-sb', 'nw-mb', 'sew'],
  },
  {
    id: 'text-silk',
    text: "Soierie lyonnaise : métiers Jacquard, ourdissage, étoffes pour la haute couture et l'ameublement",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child'],
      withPartners: ['mask-inclusive', 'cap-washable', 'gown-washable', 'gown-polycotton'],
    },
    never: ['nw-sb'],
  },
  {
    id: 'text-socks',
    text: 'Fabricant de chaussettes, 80 métiers Lonati, remaillage et formage',
    grades: {
      withPartners: [
        'mask-uns1-adult',
        'mask-uns1-child',
        'mask-inclusive',
        'gown-washable',
        'gown-polycotton',
      ],
    },
    never: ['weave', 'nw-sb'],
  },
  {
    id: 'text-rope',
    text: 'Corderie : tressage de cordages polyester et polyamide pour la marine, 120 tresseuses',
    grades: {
      withPartners: [
        'mask-uns1-adult',
        'mask-uns1-child',
        'mask-surg-I',
        'mask-surg-II',
        'mask-surg-IIR',
        'ffp2',
        'ffp3',
        'cap',
        'overshoe',
        'visor',
        'mask-inclusive',
        'gown-washable',
        'coverall-56',
        'gown-disposable',
      ],
    },
    never: ['nw-sb', 'sew'],
  },
  {
    id: 'text-dye',
    text: 'Teinture et apprêts sur tissus et mailles, rames, jets, traitement déperlant sans fluor',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-washable', 'gown-polycotton'],
      withPartners: ['mask-inclusive', 'cap-washable', 'coverall-56', 'body-bag'],
    },
    never: [],
  },
  {
    id: 'text-coat',
    text: 'Coating of polyester fabrics with PU and silicone for outdoor and protective wear, knife-over-roll line',
    grades: {
      withPartners: [
        'gown-washable',
        'coverall-56',
        'body-bag',
        'gown-disposable',
        'mask-uns1-adult',
        'film-virucide',
      ],
    },
    never: ['sew', 'nw-sb'],
  },
  {
    id: 'text-uphol',
    text: "Tapissier d'ameublement, réfection de fauteuils et canapés, 6 compagnons, piqueuses cuir et découpe de mousse",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-washable', 'gown-polycotton'],
      withPartners: [
        'visor',
        'body-bag',
        'cap-washable',
        'coverall-56',
        'gown-disposable',
        'mask-inclusive',
        'cap',
      ],
    },
    never: ['us-weld', 'weave'],
  },
  {
    id: 'text-sails',
    text: 'Sailmaker in Brittany: plotter, laser cutter, long-arm zigzag machines, twelve people',
    grades: {
      couldMake: [
        'gown-washable',
        'gown-polycotton',
        'coverall-56',
        'gown-disposable',
        'body-bag',
        'mask-uns1-adult',
        'mask-uns1-child',
        'visor',
      ],
      withPartners: ['cap-washable', 'mask-inclusive', 'cap', 'apron-sleeves'],
    },
    never: ['us-weld', 'weave'],
  },
  {
    id: 'text-shoes',
    text: "Fabricant de chaussures de ville : coupe à l'emporte-pièce, piquage, montage, 60 salariés",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'visor'],
      withPartners: [
        'mask-inclusive',
        'body-bag',
        'gown-washable',
        'gown-polycotton',
        'cap-washable',
        'cap',
        'coverall-56',
        'gown-disposable',
        'overshoe',
      ],
    },
    never: ['us-weld', 'heat-seal'],
  },
  {
    id: 'text-hf',
    text: 'Soudure haute fréquence de PVC et PU : matelas médicaux, housses, poches gonflables',
    grades: {
      couldMake: ['body-bag'],
      withPartners: ['visor', 'gown-washable', 'gown-disposable', 'coverall-56', 'apron-sleeves'],
    },
    never: ['us-weld', 'nw-sb'],
  },
  {
    id: 'text-inject',
    text: 'Injection de pièces techniques, 20 presses de 50 à 300 tonnes, atelier de moules',
    grades: {
      couldMake: ['visor'],
      withPartners: ['ffp2', 'ffp3', 'mask-surg-I', 'mask-surg-II', 'mask-surg-IIR', 'decon-device'],
    },
    never: ['thermoform', 'sew'],
  },
  {
    id: 'text-bags',
    text: 'Extrusion gonflage et confection de sacs poubelle et housses polyéthylène',
    grades: {
      couldMake: ['apron-sleeves', 'overshoe', 'body-bag', 'gown-disposable'],
      withPartners: ['coverall-56', 'film-virucide'],
    },
    never: ['sew', 'nw-sb'],
  },
  {
    id: 'text-label',
    text: "Imprimeur d'étiquettes adhésives en flexographie, découpe rotative",
    grades: {
      withPartners: ['film-virucide', 'mask-inclusive', 'visor', 'mask-uns1-adult', 'mask-uns1-child'],
    },
    never: ['sew'],
  },
  {
    id: 'text-filter',
    text: 'Poches et manchons filtrants pour dépoussiérage, soudure ultrasons et couture de médias aiguilletés',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-disposable', 'cap', 'overshoe'],
      withPartners: [
        'ffp2',
        'ffp3',
        'mask-inclusive',
        'coverall-56',
        'gown-washable',
        'gown-polycotton',
        'cap-washable',
      ],
    },
    never: ['nw-mb', 'heat-seal'],
  },
  {
    id: 'text-gin',
    text: 'Gin and vodka distillery in Normandy, copper still, small bottling line, 8 people',
    grades: { couldMake: ['gel-ha'] },
    never: ['sew', 'inject'],
  },
  {
    id: 'text-lab-2',
    text: "Bureau de contrôle et laboratoire d'analyses des textiles et du cuir",
    grades: {},
    never: ['sew', 'weave', 'mix-fill'],
  },
  {
    id: 'text-moto',
    text: 'Gants de moto et de ski en cuir, coupe et piquage',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'visor'],
      withPartners: [
        'mask-inclusive',
        'body-bag',
        'gown-washable',
        'gown-polycotton',
        'cap-washable',
        'cap',
        'coverall-56',
        'gown-disposable',
        'overshoe',
      ],
    },
    never: ['dip', 'us-weld'],
  },
  {
    id: 'text-mattress',
    text: 'Fabricant de matelas, housses piquées sur matelasseuses multi-aiguilles, découpe mousse',
    grades: {
      couldMake: ['gown-washable', 'gown-polycotton'],
      withPartners: [
        'mask-uns1-adult',
        'mask-uns1-child',
        'mask-inclusive',
        'visor',
        'cap-washable',
        'coverall-56',
        'gown-disposable',
        'cap',
        'body-bag',
      ],
    },
    never: ['us-weld', 'nw-sb'],
  },
  {
    id: 'text-laundry-2',
    text: 'Blanchisserie hospitalière certifiée RABC, 3 tunnels de lavage et atelier de raccommodage de 4 couturières',
    grades: {
      couldMake: ['gown-washable', 'gown-polycotton', 'mask-uns1-adult', 'mask-uns1-child', 'cap-washable'],
      withPartners: ['gown-disposable', 'coverall-56', 'mask-inclusive', 'cap'],
    },
    never: ['weave'],
  },
  {
    id: 'text-third-sb',
    text: "Non-tissés SMS pour l'hygiène, trois lignes spunbond en 3,2 mètres, 120 collaborateurs",
    grades: {
      couldMake: ['mask-surg-I', 'mask-surg-II', 'mask-surg-IIR', 'gown-disposable', 'cap', 'overshoe'],
      withPartners: ['coverall-56', 'ffp2', 'ffp3', 'mask-uns1-adult', 'mask-uns1-child', 'mask-inclusive'],
    },
    never: ['sew', 'line-mask'],
  },
  {
    id: 'text-third-weaver',
    text: "Tisseur de popeline et de toile de coton pour chemises et draps, 60 métiers à jet d'air, blanchiment et teinture intégrés",
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'cap-washable'],
      withPartners: ['mask-inclusive', 'gown-washable', 'gown-polycotton'],
    },
    never: ['nw-sb', 'sew'],
  },
  {
    id: 'text-third-bedlinen',
    text: 'Confection de linge de lit : draps, housses de couette et taies, 40 couturières, coupe automatique',
    grades: {
      makes: ['mask-uns1-adult', 'mask-uns1-child'],
      couldMake: ['cap-washable', 'gown-washable', 'gown-polycotton', 'mask-inclusive'],
      withPartners: ['gown-disposable', 'coverall-56', 'cap', 'overshoe'],
    },
    never: ['weave', 'us-weld'],
  },
  {
    id: 'text-third-workwear',
    text: 'Workwear and uniforms manufacturer: automatic cutting room, 70 sewing machinists',
    grades: {
      makes: ['gown-polycotton', 'gown-washable'],
      couldMake: [
        'coverall-56',
        'gown-disposable',
        'mask-uns1-adult',
        'mask-uns1-child',
        'cap-washable',
        'mask-inclusive',
      ],
      withPartners: ['cap', 'overshoe'],
    },
    never: ['weave'],
  },
  {
    id: 'text-third-rain',
    text: 'Vêtements de pluie et de mer à coutures étanchées, 25 personnes',
    grades: {
      makes: ['gown-washable'],
      couldMake: ['coverall-56', 'gown-polycotton', 'mask-uns1-adult', 'mask-uns1-child', 'gown-disposable'],
      withPartners: ['cap-washable', 'mask-inclusive', 'cap', 'overshoe', 'body-bag'],
    },
    never: ['weave', 'us-weld'],
  },
  {
    id: 'text-third-umbrella',
    text: 'Fabrique de parapluies à Aurillac : coupe et couture de toiles polyester déperlantes',
    grades: {
      couldMake: [
        'gown-washable',
        'gown-polycotton',
        'mask-uns1-adult',
        'mask-uns1-child',
        'coverall-56',
        'gown-disposable',
      ],
      withPartners: ['cap-washable', 'mask-inclusive', 'cap', 'overshoe', 'body-bag'],
    },
    never: ['nw-sb'],
  },
  {
    id: 'text-third-adh',
    text: "Enduction d'adhésifs sur films, refente et découpe rotative : rubans techniques et films de protection",
    grades: {
      couldMake: ['film-virucide'],
      withPartners: ['mask-inclusive', 'visor', 'mask-uns1-adult', 'mask-uns1-child', 'body-bag'],
    },
    never: ['sew'],
  },
  {
    id: 'text-third-signs',
    text: "Fabricant d'enseignes et PLV, découpe laser et fraisage de PMMA et de PETG, thermopliage",
    grades: {
      couldMake: ['visor'],
      withPartners: ['mask-inclusive', 'gown-washable', 'mask-uns1-adult', 'mask-uns1-child'],
    },
    never: ['sew'],
  },
  {
    id: 'text-third-toys',
    text: 'Injection plastique de jouets, 15 presses, montage et emballage',
    grades: {
      couldMake: ['visor'],
      withPartners: ['ffp2', 'ffp3', 'mask-surg-I', 'mask-surg-II', 'mask-surg-IIR', 'decon-device'],
    },
    never: ['sew'],
  },
  {
    id: 'text-third-paint',
    text: 'Fabricant de peintures et vernis, mélangeurs et lignes de mise en pots',
    grades: { couldMake: ['gel-ha'], withPartners: ['film-virucide'] },
    never: ['sew'],
  },
  {
    id: 'text-third-winter',
    text: 'Rideaux et voilages sur mesure : plombage par ultrasons, ourlets, 15 couturières',
    grades: {
      couldMake: [
        'mask-uns1-adult',
        'mask-uns1-child',
        'gown-washable',
        'gown-polycotton',
        'cap-washable',
        'gown-disposable',
      ],
      withPartners: ['mask-inclusive', 'coverall-56', 'cap', 'overshoe'],
    },
    never: ['weave', 'nw-sb'],
  },
  {
    id: 'text-third-ortho',
    text: 'Ceintures lombaires et genouillères : tricotage, coupe, assemblage couture, 80 salariés',
    grades: {
      couldMake: ['mask-uns1-adult', 'mask-uns1-child', 'gown-washable', 'gown-polycotton'],
      withPartners: ['cap-washable', 'mask-inclusive', 'gown-disposable', 'coverall-56', 'cap', 'overshoe'],
    },
    never: ['nw-sb'],
  },
  {
    id: 'text-third-carpet',
    text: 'Manufacture de moquettes tuftées',
    grades: {},
    never: ['nw-sb', 'weave-narrow'],
  },
  {
    id: 'text-third-parachute',
    text: 'Parachutes et parapentes : coupe laser, machines à coudre deux aiguilles, traçabilité aéronautique',
    grades: {
      couldMake: [
        'gown-washable',
        'gown-polycotton',
        'coverall-56',
        'gown-disposable',
        'body-bag',
        'mask-uns1-adult',
        'mask-uns1-child',
        'visor',
      ],
      withPartners: ['cap-washable', 'mask-inclusive', 'cap', 'overshoe'],
    },
    never: ['us-weld', 'weave'],
  },
  {
    id: 'text-third-soap',
    text: 'Savonnerie artisanale et gels douche, 6 personnes',
    grades: { couldMake: ['gel-ha'] },
    never: ['sew'],
  },
  {
    id: 'text-third-wire',
    text: "Tréfilerie : fils gainés de plastique pour horticulture et emballage, 4 lignes d'extrusion",
    grades: { withPartners: ['mask-surg-I', 'mask-surg-II', 'mask-surg-IIR', 'ffp2', 'ffp3'] },
    never: ['sew'],
  },
]
