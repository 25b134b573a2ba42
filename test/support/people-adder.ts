/** A process of its own that adds people to a lab, for the test of several at once. */
import { addUser } from '../lab/people.ts'

const [folder = '', peopleFile = '', times = '0'] = process.argv.slice(2)
for (let time = 0; time < Number(times); time++) await addUser({ folder, peopleFile })
