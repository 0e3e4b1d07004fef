package fabric

import (
	"strconv"
	"strings"
)

// Counted writes a number with its noun: "1 address", "2 addresses".
func Counted(n int, noun string) string {
	text := strconv.Itoa(n) + " " + noun
	switch {
	case n == 1:
		return text
	case strings.HasSuffix(noun, "s"):
		return text + "es"
	}
	return text + "s"
}

// inNumber picks the form of a word that goes with so many.
func inNumber(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}

// areOf is the verb of a sentence about so many.
func areOf(n int) string { return inNumber(n, "is", "are") }

// Sentence starts a sentence with a text.
func Sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func joined(list []string) string { return strings.Join(list, ", ") }

func numbers(list []int) string {
	texts := make([]string, 0, len(list))
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	return joined(texts)
}
