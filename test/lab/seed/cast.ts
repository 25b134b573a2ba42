/** Who writes in the demo's mailboxes. */
const at = (name: string, local: string, domain = 'ac-lyon.example') => ({ name, address: `${local}@${domain}` })

export type Correspondent = ReturnType<typeof at>

export const me = at('Marie Dupont', 'marie.dupont')
export const karim = at('Karim Benali', 'karim.benali')
export const sophie = at('Sophie Martin', 'sophie.martin')
export const ahmed = at('Ahmed El Amrani', 'ahmed.el-amrani')
export const claire = at('Claire Fontaine', 'claire.fontaine')
export const marc = at('Marc Roche', 'marc.roche')
export const principal = at('Principal – Collège Jean-Moulin', 'ce.0690999z')
export const schoolLife = at('Vie scolaire', 'vie-scolaire.0690999z')
export const stewardship = at('Intendance', 'intendance.0690999z')
export const nurse = at('Infirmerie', 'infirmerie.0690999z')
export const librarian = at('Documentaliste', 'cdi.0690999z')
export const scienceTeam = at('Équipe SVT', 'svt.0690999z')
export const rectorate = at('Rectorat de Lyon – DPE', 'dpe')
export const union = at('SNES Lyon', 'contact', 'snes-lyon.example')
export const mathsList = at('Sympa – liste profs-maths', 'profs-maths', 'listes.ac-lyon.example')

export const colleagues = [karim, sophie, ahmed, claire, marc]
export const parents = [
  at('M. et Mme Nguyen', 'famille.nguyen', 'courriel.example'),
  at('Nadia Haddad', 'nadia.haddad', 'courriel.example'),
  at('Julien Perrin', 'j.perrin', 'boite.example'),
  at('Mme Da Silva', 'ines.dasilva', 'boite.example'),
  at('Élodie Garnier', 'elodie.garnier', 'courriel.example'),
  at('Thomas Lefèvre', 'thomas.lefevre', 'boite.example'),
]
export const pupils = ['Léa', 'Yanis', 'Inès', 'Hugo', 'Zoé', 'Mehdi', 'Camille', 'Lucas', 'Aïcha', 'Noé'] as const
