import type * as vscode from "vscode";
import type { Calendar } from "../core/schedule/day";
import { calendarOf } from "../core/schedule/zonedCalendar";
import { reasonOf } from "../core/text/reason";
import { localCalendar } from "./localCalendar";
import { log } from "./log";

const mementoKey = "study.zones";

/** By the time zone of a host: the zone that the panel last told there. */
type ToldZones = Readonly<Record<string, string>>;

/** The zone that counts on a host. */
interface CountingZone {
	/** The name of the host's own zone. */
	readonly host: string;
	readonly name: string;
	readonly calendar: Calendar;
}

/**
 * The time zone whose days are study days. In a remote window, the host may be in another zone than the person: a server
 * in UTC begins a day while it is afternoon in Los Angeles. Therefore, the zone counts that the panel, which runs where
 * the person is, last told; until it has told one, the zone of the host. What was told counts on hosts of the same zone
 * only: a laptop whose own zone has changed has traveled with the person.
 */
export class StudyZone {
	readonly #listeners = new Set<() => void>();
	/** `undefined` until it is asked for: the first look-up of a zone takes as long as all the rest of the activation. */
	#counting: CountingZone | undefined;

	/** `findHost` gives the name of the host's time zone. */
	constructor(
		private readonly memento: vscode.Memento,
		private readonly findHost = () => Intl.DateTimeFormat().resolvedOptions().timeZone,
	) {}

	get calendar(): Calendar {
		return this.#zone.calendar;
	}

	/** Calls `listener` each time that another zone counts. */
	onDidChange(listener: () => void): vscode.Disposable {
		this.#listeners.add(listener);
		return { dispose: () => this.#listeners.delete(listener) };
	}

	/** Takes the zone in which the person is. No name, or one that this host does not know, changes nothing. */
	tell(name: string | undefined): void {
		const { host, name: before } = this.#zone;
		const calendar = name === undefined || name === before ? undefined : calendarIn(host, name);
		if (name === undefined || !calendar) {
			return;
		}
		log.info(`Study days are those of ${name} from now on; they were those of ${before}`);
		this.#counting = { host, name, calendar };
		// In the next window, the zone of the host counts until the panel tells its own again.
		const unkept = log.caught("The time zone was not kept for the next window");
		void this.memento.update(mementoKey, { ...this.#told, [host]: name }).then(undefined, unkept);
		for (const listener of this.#listeners) {
			listener();
		}
	}

	get #zone(): CountingZone {
		this.#counting ??= this.#kept(this.findHost());
		return this.#counting;
	}

	#kept(host: string): CountingZone {
		const name = this.#told[host] ?? host;
		const calendar = calendarIn(host, name);
		return calendar ? { host, name, calendar } : { host, name: host, calendar: localCalendar };
	}

	get #told(): ToldZones {
		return this.memento.get<ToldZones>(mementoKey, {});
	}
}

function calendarIn(host: string, zone: string): Calendar | undefined {
	if (zone === host) {
		return localCalendar;
	}
	try {
		return calendarOf(zone);
	} catch (error) {
		log.warn(`The time zone ${zone} is not known here: ${reasonOf(error)}`);
		return undefined;
	}
}
