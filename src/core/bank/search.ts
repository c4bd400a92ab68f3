import MiniSearch, { type AsPlainObject, type Options, type SearchOptions } from "minisearch";
import type { ParsedBank } from "./parseBank";
import type { Question } from "./question";
import { type QuestionKey, questionKey } from "./questionKey";

/** How much a word counts for by where it stands in a question. */
const boost = { title: 8, short: 8, tags: 8, place: 3, headings: 3, keyPoints: 2, code: 1, answer: 1, details: 0.5 };

type SearchDocument = { readonly id: QuestionKey } & Readonly<Record<keyof typeof boost, string>>;

/** Words, and the operators that are assigned or compared with. */
const tokenPattern = /[\p{L}\p{N}_]+|[-+*/%@:=!<>]=|->/gu;

/** What is said and never written. */
const spoken = new Map([[":=", "walrus"]]);
/** What stands between two words of a search and is in no question. */
const fillers = new Set(["vs", "versus"]);

/** Shorter words have too many neighbours. */
const shortestFuzzy = 4;

const options: Options<SearchDocument> = {
	fields: Object.keys(boost),
	tokenize: (text) => text.match(tokenPattern) ?? [],
	processTerm: formsOf,
};

/** The narrowest first; the next is tried where one finds nothing. */
const attempts: readonly SearchOptions[] = [
	{ combineWith: "AND" },
	{ combineWith: "AND", fuzzy: tolerance },
	{ combineWith: "OR", fuzzy: tolerance },
];

/** The index of all questions, made by the build and written as JSON. */
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

/** Finds questions by words anywhere in them. */
export class Search {
	readonly #index: MiniSearch<SearchDocument>;

	constructor(compiled: AsPlainObject) {
		this.#index = MiniSearch.loadJS(compiled, options);
	}

	/** Best first: of questions that have all the words, else all of them misspelt, else any. */
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

/** A word as it is searched for. */
function wordOf(token: string): string | undefined {
	return fillers.has(token.toLowerCase()) ? undefined : normal(token);
}

/** What a word of a question is found by: itself, the parts of a compound name, and its name if it is an operator. */
function formsOf(token: string): string[] {
	const parts = token.split(/_+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== "");
	const forms = [token, ...parts, spoken.get(token) ?? token];
	return [...new Set(forms.map(normal))];
}

/** Without case and plural. */
function normal(word: string): string {
	return word.toLowerCase().replace(/(?<=\w\w[^s])s$/, "");
}

function tolerance(word: string): number | false {
	return word.length < shortestFuzzy ? false : 0.2;
}
