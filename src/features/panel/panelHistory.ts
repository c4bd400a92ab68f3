import { NavigationHistory } from "../../core/bank/navigationHistory";
import { setContext } from "../../platform/contextKeys";

/** The questions that the panel has shown, and the context keys for going back and forward. */
export class PanelHistory extends NavigationHistory {
	/**
	 * Sets the context keys. If there is no question to go to, the keyboard shortcuts do what they do elsewhere in VS
	 * Code.
	 */
	announce(): void {
		setContext("dunder.canGoBack", this.canGoBack);
		setContext("dunder.canGoForward", this.canGoForward);
	}
}
