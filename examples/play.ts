/** How an example is played: it says what happens, line by line, and ends with what came of it, in a sentence. */
export type Play = (say: (line: string) => void) => Promise<string>
