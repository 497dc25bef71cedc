using System;
using System.Management.Automation.Host;

namespace SmtpAdmin.Host.Terminal;

/// <summary>What formatting asks of a console: its width. Cells, cursors and single keys are not offered.</summary>
internal sealed class RawInterface : PSHostRawUserInterface
{
    private const int Height = 50;

    public override Size BufferSize
    {
        get => new(Screen.Width, Height);
        set => throw NotOffered();
    }

    public override Size WindowSize
    {
        get => new(Screen.Width, Height);
        set => throw NotOffered();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw NotOffered();
    }

    public override Coordinates CursorPosition
    {
        get => new(0, 0);
        set => throw NotOffered();
    }

    public override int CursorSize
    {
        get => 1;
        set => throw NotOffered();
    }

    // Colours are the terminal's own; a script that saves and restores them changes nothing.
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override string WindowTitle { get; set; } = "smtpadmin";

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
        // Lines are read whole, so no typed key waits here.
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotOffered();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotOffered();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        => throw NotOffered();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotOffered();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotOffered();

    private static NotSupportedException NotOffered() => new("smtpadmin writes lines; it does not draw on the console.");
}
