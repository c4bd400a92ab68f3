import { isQuestionKey, type QuestionKey } from "../bank/questionKey";
import { ratings } from "../journal/events";
import { isRecord } from "./isRecord";
import { type FromPanel, longestPrediction, panelCommands } from "./messages";

const mostBlanks = 100;

/** Checks a message from the panel's script. Returns `undefined` if it is not a known message. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
	if (!isRecord(message)) {
		return undefined;
	}
	const { type, key, zone, question, command } = message;
	switch (type) {
		case "readable":
		case "shown":
		case "early":
		case "judged":
			return { type };
		case "ready":
			return { type, key: isQuestionKey(key) ? key : undefined, zone: isZoneName(zone) ? zone : undefined };
		case "keyboard":
			return { type, isHere: message.isHere === true };
		case "related":
			return isQuestionKey(key) ? { type, key } : undefined;
		case "command": {
			const known = panelCommands.find((candidate) => candidate === command);
			return known ? { type, command: known } : undefined;
		}
		default:
			return isQuestionKey(question) ? parseOfQuestion(message, question) : undefined;
	}
}

function parseOfQuestion(message: Record<string, unknown>, question: QuestionKey): FromPanel | undefined {
	const { type, experiment, predictions, link, remedy } = message;
	switch (type) {
		case "rate": {
			const rating = ratings.find((candidate) => candidate === message.rating);
			return rating ? { type, question, rating } : undefined;
		}
		case "predict":
		case "typed":
			return isIndex(experiment) && isTexts(predictions) ? { type, question, experiment, predictions } : undefined;
		case "scratch":
			return isIndex(experiment) ? { type, question, experiment } : undefined;
		case "stop":
			return { type, question };
		case "remedy":
			return isIndex(remedy) ? { type, question, remedy } : undefined;
		case "link":
			return isIndex(link) ? { type, question, link } : undefined;
		default:
			return undefined;
	}
}

/** Whether a value has the form of a time zone's name, such as `America/North_Dakota/New_Salem` or `+05:30`. */
function isZoneName(value: unknown): value is string {
	return typeof value === "string" && /^[\w/+:-]{1,64}$/.test(value);
}

function isTexts(value: unknown): value is string[] {
	return (
		Array.isArray(value) &&
		value.length <= mostBlanks &&
		value.every((text) => typeof text === "string" && text.length <= longestPrediction)
	);
}

function isIndex(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 0;
}
