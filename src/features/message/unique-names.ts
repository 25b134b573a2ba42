/** File names of one folder, each once whatever the case: « plan.pdf », « plan (2).pdf ». */
export function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const unique = freeName(name, taken)
    taken.add(unique.toLowerCase())
    return unique
  })
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]{1,16})?$/.exec(name) ?? []
  let free = name
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${stem} (${count})${extension}`
  return free
}
