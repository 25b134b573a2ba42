/** The library brings no types. */
declare module '@socialgouv/jours-feries' {
  export default function publicHolidays(year: number): Record<string, Date>
}
