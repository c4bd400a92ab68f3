import MiniSearch, { type AsPlainObject, type Options, type SearchOptions } from "minisearch";
import type { ParsedBank } from "./parseBank";
import type { Question } from "./question";
import { type QuestionKey, questionKey } from "./questionKey";

/** How much a match counts, by the part of the question that it is in. */
const boost = { title: 8, short: 8, tags: 8, place: 3, headings: 3, keyPoints: 2, code: 1, answer: 1, details: 0.5 };

type SearchDocument = { readonly id: QuestionKey } & Readonly<Record<keyof typeof boost, string>>;

/** Words, operators that end in `=`, and `->`. */
const tokenPattern = /[\p{L}\p{N}_]+|[-+*/%@:=!<>]=|->/gu;

/** The spoken names of operators, which are never written. */
const spoken = new Map([[":=", "walrus"]]);
/** Words that people put between two search terms, and that occur in no question. */
const fillers = new Set(["vs", "versus"]);

/** The length from which words are matched fuzzily. Shorter words are similar to too many others. */
const shortestFuzzy = 4;

const options: Options<SearchDocument> = {
	fields: Object.keys(boost),
	tokenize: (text) => text.match(tokenPattern) ?? [],
	processTerm: formsOf,
};

/** The ways to search, the narrowest first. The next one is tried only if one finds nothing. */
const attempts: readonly SearchOptions[] = [
	{ combineWith: "AND" },
	{ combineWith: "AND", fuzzy: tolerance },
	{ combineWith: "OR", fuzzy: tolerance },
];

/** Compiles the search index of a pack's questions. The build writes it as JSON. */
export function compileSearch({ pack, index: { topics }, questions }: ParsedBank): MiniSearch<SearchDocument> {
	const index = new MiniSearch(options);
	const titles = new Map(topics.map(({ key, title }) => [key, title]));
	const documents = questions.map((question) => {
		const topic = titles.get(questionKey(pack, question.topic)) ?? "";
		return documentOf(questionKey(pack, question.id), question, topic);
	});
	index.addAll(documents);
	return index;
}

/** Finds questions by the words in them. */
export class Search {
	readonly #index: MiniSearch<SearchDocument>;

	constructor(compiled: AsPlainObject) {
		this.#index = MiniSearch.loadJS(compiled, options);
	}

	/**
	 * The questions that contain all the words, the best match first. If there are none, misspelled words match too; if
	 * there are still none, one matching word is enough.
	 */
	find(words: string): QuestionKey[] {
		for (const attempt of attempts) {
			const found = this.#index.search(words, { boost, prefix: true, processTerm: wordOf, ...attempt });
			if (found.length > 0) {
				return found.map(({ id }) => id);
			}
		}
		return [];
	}
}

function documentOf(key: QuestionKey, question: Question, topic: string): SearchDocument {
	const { title, short, level, tags, answer, inDepth, keyPoints, pitfalls, followUps, experiments } = question;
	return {
		id: key,
		title,
		short,
		tags: tags.join("\n"),
		place: `${topic} ${level}`,
		headings: [...followUps.map((followUp) => followUp.question), ...experiments.map((one) => one.title)].join("\n"),
		keyPoints: keyPoints.join("\n"),
		code: experiments.map(({ code }) => code.replaceAll(/#.*/g, "")).join("\n"),
		answer,
		details: [inDepth, pitfalls, ...followUps.map((followUp) => followUp.answer)].join("\n"),
	};
}

/** The form in which a search term is looked up, or `undefined` for a filler. */
function wordOf(token: string): string | undefined {
	return fillers.has(token.toLowerCase()) ? undefined : normal(token);
}

/**
 * The forms under which a word of a question is indexed: the word itself, the parts of a compound name, and the spoken
 * name if the word is an operator.
 */
function formsOf(token: string): string[] {
	const parts = token.split(/_+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== "");
	const forms = [token, ...parts, spoken.get(token) ?? token];
	return [...new Set(forms.map(normal))];
}

/** The word in lower case and in the singular. */
function normal(word: string): string {
	return word.toLowerCase().replace(/(?<=\w\w[^s])s$/, "");
}

function tolerance(word: string): number | false {
	return word.length < shortestFuzzy ? false : 0.2;
}
